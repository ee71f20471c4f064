extension ViewPage {
    /// The page's script: state, drawing, panel and controls, in that order.
    static let script = scriptState + scriptDrawing + scriptPicture + scriptPanel + scriptControls

    private static let scriptState = #"""

        "use strict";
        const data = JSON.parse(document.getElementById("data").textContent);
        const byId = id => document.getElementById(id);
        const canvas = byId("canvas"), panel = byId("panel"), context = canvas.getContext("2d");
        const nodes = data.nodes, edges = data.edges, sources = data.sources;
        const colors = { person: "#d98e04", organization: "#2f7fd1", location: "#3d9a50", product: "#8e5bc0",
          work: "#8e5bc0", event: "#cc5a4a", group: "#2a9d9d" };
        nodes.forEach(node => { node.edges = []; });
        const siblings = new Map();
        edges.forEach((edge, index) => {
          nodes[edge.s].edges.push(index);
          if (edge.o !== edge.s) nodes[edge.o].edges.push(index);
          const pair = Math.min(edge.s, edge.o) + "," + Math.max(edge.s, edge.o);
          edge.index = index;
          edge.turn = siblings.get(pair) || 0;
          siblings.set(pair, edge.turn + 1);
          edge.kind = edge.f ? "fact" : edge.k === "asserted" ? "said" : edge.k;
        });
        nodes.forEach(node => { node.r = 4 + Math.min(14, Math.sqrt(node.edges.length) * 2); });
        const view = { x: 0, y: 0, scale: 1 };
        const filter = { kinds: new Set(edges.map(edge => edge.kind)), type: "", relation: "", source: "", from: "", to: "" };
        let chosen = -1, chosenEdge = -1, hovered = -1;
        // A source without a date is in no span; one that is known to the month or year is in all that overlap it.
        const isDated = source => !filter.from && !filter.to || !!source.d
          && (!filter.from || source.d + "9999-12-31".slice(source.d.length) >= filter.from)
          && (!filter.to || source.d + "0000-01-01".slice(source.d.length) <= filter.to);
        const isFrom = piece => (filter.source === "" || piece[0] === +filter.source) && isDated(sources[piece[0]]);
        const isShown = edge => filter.kinds.has(edge.kind) && (!filter.relation || edge.p === filter.relation)
          && (!filter.type || nodes[edge.s].t === filter.type || nodes[edge.o].t === filter.type)
          && (filter.source === "" && !filter.from && !filter.to || edge.e.some(isFrom));
        // What the filters let through: edges, and the numbers of the nodes at their ends.
        let shown = [], visible = [];
        function applyFilters() {
          shown = edges.filter(isShown);
          visible = [...new Set(shown.flatMap(edge => [edge.s, edge.o]))];
        }

        """#

    private static let scriptDrawing = #"""

        let ink = "#000", soft = "#888", accent = "#00f", paper = "#fff", thread = "#aaa";
        function readColors() {
          const style = getComputedStyle(document.documentElement);
          ink = style.getPropertyValue("--ink"); soft = style.getPropertyValue("--soft");
          thread = style.getPropertyValue("--thread"); accent = style.getPropertyValue("--accent");
          paper = style.getPropertyValue("--paper");
        }
        let isDue = false;
        function redraw() { if (!isDue) { isDue = true; requestAnimationFrame(draw); } }
        // Nodes grow and shrink less than the distances between them.
        const zoomed = () => Math.min(1.4, Math.max(0.4, view.scale));
        // The canvas is asked for its size once a picture, not once a point.
        let wide = 1, high = 1;
        function measure() { wide = canvas.clientWidth; high = canvas.clientHeight; }
        const toScreen = node => [(node.x - view.x) * view.scale + wide / 2, (node.y - view.y) * view.scale + high / 2];
        function bend(edge, x1, y1, x2, y2) {
          const turn = (edge.turn + 1) >> 1, side = edge.turn % 2 ? 1 : -1;
          const sign = edge.s < edge.o ? 1 : -1, size = turn * side * sign * 0.16;
          return [(x1 + x2) / 2 - (y2 - y1) * size, (y1 + y2) / 2 + (x2 - x1) * size];
        }
        // Lines are gathered into a few paths: a stroke costs more than the line that it draws.
        function drawEdges(list, isStrong) {
          for (let start = 0; start < list.length; start += 250) {
            const solid = new Path2D(), dashed = new Path2D(), heads = new Path2D(), labels = [];
            list.slice(start, start + 250).forEach(edge => traceEdge(edge, edge.f ? solid : dashed, heads, labels, isStrong));
            context.strokeStyle = context.fillStyle = isStrong ? accent : thread;
            context.lineWidth = isStrong ? 1.8 : 1.1;
            context.setLineDash([]);
            context.stroke(solid);
            context.fill(heads);
            context.setLineDash([4, 4]);
            context.stroke(dashed);
            context.setLineDash([]);
            labels.forEach(([text, x, y]) => label(text, x, y, isStrong ? accent : soft, 11));
          }
        }
        function traceEdge(edge, path, heads, labels, isStrong) {
          const [x1, y1] = toScreen(nodes[edge.s]), [x2, y2] = toScreen(nodes[edge.o]);
          if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > wide || Math.max(y1, y2) < 0 || Math.min(y1, y2) > high) return;
          if (edge.s === edge.o) {
            const size = (nodes[edge.s].r + 4 + edge.turn * 3) * zoomed();
            path.moveTo(x1 + size, y1 - size);
            path.arc(x1, y1 - size, size, 0, 2 * Math.PI);
            return;
          }
          const [cx, cy] = bend(edge, x1, y1, x2, y2);
          path.moveTo(x1, y1);
          path.quadraticCurveTo(cx, cy, x2, y2);
          // From afar heads are smaller than a dot.
          if (isStrong || view.scale > 0.2) {
            const angle = Math.atan2(y2 - cy, x2 - cx), back = nodes[edge.o].r * zoomed();
            const tx = x2 - Math.cos(angle) * back, ty = y2 - Math.sin(angle) * back;
            heads.moveTo(tx, ty);
            heads.lineTo(tx - Math.cos(angle - 0.4) * 7, ty - Math.sin(angle - 0.4) * 7);
            heads.lineTo(tx - Math.cos(angle + 0.4) * 7, ty - Math.sin(angle + 0.4) * 7);
            heads.closePath();
          }
          if (isStrong || view.scale > 1.6 && edges.length < 400) labels.push([edge.p, (x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4]);
        }
        function label(text, x, y, color, size) {
          context.font = size + "px system-ui, sans-serif";
          context.textAlign = "center";
          context.lineWidth = 3;
          context.strokeStyle = paper;
          context.strokeText(text, x, y);
          context.fillStyle = color;
          context.fillText(text, x, y);
        }
        const short = text => { const all = Array.from(text); return all.length > 28 ? all.slice(0, 27).join("") + "…" : text; };
        function draw() {
          isDue = false;
          measure();
          const ratio = window.devicePixelRatio || 1, width = wide, height = high;
          if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
            canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
          }
          context.setTransform(ratio, 0, 0, ratio, 0, 0);
          context.clearRect(0, 0, width, height);
          const focus = hovered >= 0 ? hovered : chosen, near = new Set(focus >= 0 ? [focus] : []);
          const strong = focus >= 0 ? shown.filter(edge => edge.s === focus || edge.o === focus)
            : chosenEdge >= 0 && isShown(edges[chosenEdge]) ? [edges[chosenEdge]] : [];
          strong.forEach(edge => { near.add(edge.s); near.add(edge.o); });
          const isStrong = new Set(strong);
          drawEdges(shown.filter(edge => !isStrong.has(edge)), false);
          drawEdges(strong, true);
          const isAllNear = near.size === 0;
          const named = [], taken = [];
          visible.forEach(index => {
            const node = nodes[index], [x, y] = toScreen(node);
            if (x < -40 || x > width + 40 || y < -40 || y > height + 40) return;
            context.globalAlpha = isAllNear || near.has(index) ? 1 : 0.35;
            context.beginPath();
            context.arc(x, y, node.r * zoomed(), 0, 2 * Math.PI);
            context.fillStyle = colors[node.t] || "#8a939b";
            context.fill();
            if (index === chosen) { context.lineWidth = 2.5; context.strokeStyle = ink; context.stroke(); }
            named.push([index, x, y]);
          });
          context.globalAlpha = 1;
          named.sort((a, b) => near.has(b[0]) - near.has(a[0]) || nodes[b[0]].edges.length - nodes[a[0]].edges.length || a[0] - b[0]);
          named.forEach(([index, x, y]) => {
            // More names than this are a blur.
            if (taken.length >= 150 && !near.has(index)) return;
            const node = nodes[index], text = short(node.n), half = text.length * 3.4, top = y - node.r - 16;
            if (taken.some(box => Math.abs(box[0] - x) < box[2] + half && Math.abs(box[1] - top) < 14)) return;
            taken.push([x, top, half]);
            label(text, x, y - node.r - 4, isAllNear || near.has(index) ? ink : soft, 12);
          });
        }
        function fit() {
          let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
          measure();
          visible.map(index => nodes[index]).forEach(node => {
            left = Math.min(left, node.x); right = Math.max(right, node.x);
            top = Math.min(top, node.y); bottom = Math.max(bottom, node.y);
          });
          if (left > right) return redraw();
          view.x = (left + right) / 2; view.y = (top + bottom) / 2;
          view.scale = Math.min(2, (wide - 110) / Math.max(1, right - left), (high - 70) / Math.max(1, bottom - top));
          view.scale = Math.max(0.02, view.scale);
          redraw();
        }

        """#

    private static let scriptPicture = #"""

        function save(blob, name) {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(blob); link.download = name;
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        }
        // The whole of what the filters let through, whatever part of it is on the screen.
        function svgPicture() {
          const space = "http://www.w3.org/2000/svg";
          const make = (name, attributes, text) => {
            const made = document.createElementNS(space, name);
            Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
            // XML has no place for control characters, not even escaped.
            if (text !== undefined) made.textContent = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
            return made;
          };
          const xs = visible.map(index => nodes[index].x), ys = visible.map(index => nodes[index].y);
          const most = (pick, values) => values.reduce((a, b) => pick(a, b), values[0] || 0);
          const left = most(Math.min, xs) - 120, top = most(Math.min, ys) - 60;
          const width = most(Math.max, xs) - left + 120, height = most(Math.max, ys) - top + 60;
          const svg = make("svg", { xmlns: space, viewBox: [left, top, width, height].map(Math.round).join(" "),
            width: Math.round(width), height: Math.round(height), "font-family": "system-ui, sans-serif" });
          svg.append(make("rect", { x: left, y: top, width, height, fill: paper }));
          shown.forEach(edge => {
            const from = nodes[edge.s], to = nodes[edge.o], style = { fill: "none", stroke: thread, "stroke-width": 1.1 };
            if (!edge.f) style["stroke-dasharray"] = "4 4";
            const size = from.r + 4 + edge.turn * 3;
            const line = edge.s === edge.o ? make("circle", { ...style, cx: from.x, cy: from.y - size, r: size })
              : make("path", { ...style, d: ["M", from.x, from.y, "Q", ...bend(edge, from.x, from.y, to.x, to.y), to.x, to.y].join(" ") });
            line.append(make("title", {}, from.n + " " + edge.p + " " + to.n));
            svg.append(line);
          });
          visible.forEach(index => {
            const node = nodes[index];
            svg.append(make("circle", { cx: node.x, cy: node.y, r: node.r, fill: colors[node.t] || "#8a939b" }));
            svg.append(make("text", { x: node.x, y: node.y - node.r - 4, "text-anchor": "middle", "font-size": 12, fill: ink }, short(node.n)));
          });
          return new XMLSerializer().serializeToString(svg);
        }
        function saveSVG() { save(new Blob([svgPicture()], { type: "image/svg+xml" }), "clew.svg"); }
        // What is on the screen, on paper instead of on nothing.
        function savePNG() {
          const page = document.createElement("canvas");
          page.width = canvas.width; page.height = canvas.height;
          const paint = page.getContext("2d");
          paint.fillStyle = paper;
          paint.fillRect(0, 0, page.width, page.height);
          paint.drawImage(canvas, 0, 0);
          page.toBlob(blob => save(blob, "clew.png"));
        }

        """#

    private static let scriptPanel = #"""

        function element(name, text, className) {
          const made = document.createElement(name);
          if (text !== undefined) made.textContent = text;
          if (className) made.className = className;
          return made;
        }
        function nameButton(index) {
          const button = element("button", nodes[index].n, "name");
          button.type = "button";
          button.addEventListener("click", () => choose(index, true));
          return button;
        }
        function sourceLine(source) {
          const place = element("p", undefined, "soft");
          // Only links that a browser opens as a page: a javascript: address stays text.
          if (source.u && /^https?:\/\//i.test(source.u)) {
            const link = element("a", source.t);
            link.href = source.u; link.rel = "noopener noreferrer nofollow"; link.target = "_blank";
            place.append(link);
          } else place.append(source.t);
          const rest = [source.p, source.d].filter(Boolean).join(", ");
          if (rest) place.append(" · " + rest);
          if (source.c) place.append(" · also " + source.c.join(", "));
          return place;
        }
        function statement(edge) {
          const box = element("article", undefined, edge.f ? "fact" : "claim"), title = element("p");
          title.append(nameButton(edge.s), " ", element("strong", edge.p), " ", nameButton(edge.o));
          if (!edge.f) title.append(element("span", edge.kind, "mark"));
          box.append(title);
          const notes = [edge.w && "says " + edge.w, edge.q, "confidence " + edge.c].filter(Boolean).join(" · ");
          box.append(element("p", notes, "soft"));
          edge.e.filter(isFrom).forEach(([source, sentence]) => {
            box.append(element("blockquote", sentence), sourceLine(sources[source]));
          });
          return box;
        }
        function showPanel() {
          panel.replaceChildren();
          if (chosenEdge >= 0) {
            panel.append(statement(edges[chosenEdge]));
            panel.scrollTop = 0;
            return;
          }
          if (chosen < 0) {
            panel.append(element("p", "Choose a node or a line to read what the articles say. Drag to move, scroll to zoom.", "soft"));
            panel.append(element("p", "Solid: fact. Dashed: said, alleged, denied, planned or asked.", "soft"));
            const legend = element("p", undefined, "soft");
            Object.keys(colors).filter(type => nodes.some(node => node.t === type)).forEach(type => {
              const dot = element("span", "●");
              dot.style.color = colors[type];
              legend.append(dot, " " + type + "  ");
            });
            panel.append(legend);
            return;
          }
          const node = nodes[chosen], all = node.edges.map(index => edges[index]).filter(isShown);
          panel.append(element("h2", node.n), element("p", node.t + (node.a ? " · " + node.a.join(", ") : ""), "soft"));
          all.sort((a, b) => b.f - a.f || b.e.length - a.e.length).slice(0, 200).forEach(edge => panel.append(statement(edge)));
          if (all.length > 200) panel.append(element("p", "and " + (all.length - 200) + " more; narrow the filters", "soft"));
          panel.scrollTop = 0;
        }
        function chooseEdge(index) { chosen = -1; chosenEdge = index; showPanel(); redraw(); }
        function choose(index, isCentred) {
          chosen = index; chosenEdge = -1;
          if (isCentred && index >= 0) { view.x = nodes[index].x; view.y = nodes[index].y; view.scale = Math.max(view.scale, 0.8); }
          showPanel(); redraw();
        }

        """#

    private static let scriptControls = #"""

        function nodeAt(x, y) {
          let best = -1, distance = 14;
          visible.forEach(index => {
            const [nx, ny] = toScreen(nodes[index]), d = Math.hypot(nx - x, ny - y) - nodes[index].r;
            if (d < distance) { distance = d; best = index; }
          });
          return best;
        }
        // The line under a place: the nearest of those within a few pixels.
        function edgeAt(x, y) {
          let best = -1, distance = 6;
          shown.forEach(edge => {
            const [x1, y1] = toScreen(nodes[edge.s]), [x2, y2] = toScreen(nodes[edge.o]);
            if (edge.s === edge.o) {
              const size = (nodes[edge.s].r + 4 + edge.turn * 3) * zoomed();
              const d = Math.abs(Math.hypot(x1 - x, y1 - size - y) - size);
              if (d < distance) { distance = d; best = edge.index; }
              return;
            }
            const [cx, cy] = bend(edge, x1, y1, x2, y2);
            if (x < Math.min(x1, x2, cx) - 6 || x > Math.max(x1, x2, cx) + 6 || y < Math.min(y1, y2, cy) - 6 || y > Math.max(y1, y2, cy) + 6) return;
            const steps = Math.min(60, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 8) + 4);
            for (let step = 0; step <= steps; step++) {
              const t = step / steps, u = 1 - t;
              const d = Math.hypot(u * u * x1 + 2 * u * t * cx + t * t * x2 - x, u * u * y1 + 2 * u * t * cy + t * t * y2 - y);
              if (d < distance) { distance = d; best = edge.index; }
            }
          });
          return best;
        }
        function options(id, values) { values.sort().forEach(value => option(id, value, value)); }
        function option(id, value, text) {
          const made = element("option", text);
          made.value = value;
          byId(id).append(made);
        }
        function count() {
          const note = byId("count").dataset.note;
          byId("count").textContent = shown.length + (shown.length < edges.length ? " of " + edges.length : "") + " statements"
            + (note ? " (" + note + ")" : "");
        }
        function refilter() {
          applyFilters();
          if (chosenEdge >= 0 && !isShown(edges[chosenEdge])) chosenEdge = -1;
          count(); showPanel(); redraw();
        }
        byId("count").dataset.note = byId("count").textContent;
        ["fact", "said", "alleged", "negated", "planned", "hypothetical", "question"].filter(kind => filter.kinds.has(kind)).forEach(kind => {
          const box = element("input"), name = element("label");
          box.type = "checkbox"; box.checked = true;
          box.addEventListener("change", () => { if (box.checked) filter.kinds.add(kind); else filter.kinds.delete(kind); refilter(); });
          name.append(box, " " + kind);
          byId("statuses").append(name);
        });
        options("type", [...new Set(nodes.map(node => node.t))]);
        options("relation", [...new Set(edges.map(edge => edge.p))]);
        sources.map((source, index) => [source.t, index]).sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])
          .forEach(([title, index]) => option("source", index, title));
        ["type", "relation", "source", "from", "to"].forEach(id =>
          byId(id).addEventListener("change", event => { filter[id] = event.target.value; refilter(); }));
        byId("fit").addEventListener("click", fit);
        byId("svg").addEventListener("click", saveSVG);
        byId("png").addEventListener("click", savePNG);
        nodes.slice(0, 4000).forEach(node => { const option = element("option"); option.value = node.n; byId("names").append(option); });
        const folded = nodes.map(node => [node.n, ...(node.a || [])].map(name => name.toLowerCase()));
        function find(text) {
          const wanted = text.trim().toLowerCase();
          if (!wanted) return -1;
          let found = folded.findIndex(names => names.includes(wanted));
          if (found < 0) found = folded.findIndex(names => names.some(name => name.startsWith(wanted)));
          return found < 0 ? folded.findIndex(names => names.some(name => name.includes(wanted))) : found;
        }
        byId("search").addEventListener("input", event => { const found = find(event.target.value); if (found >= 0) choose(found, true); });
        let drag = null, pointer = null;
        // Looks what is under the pointer, at most once a picture.
        function hover(x, y) {
          if (!pointer) requestAnimationFrame(() => {
            const [px, py] = pointer, found = nodeAt(px, py);
            pointer = null;
            canvas.style.cursor = found < 0 && edgeAt(px, py) < 0 ? "grab" : "pointer";
            if (found !== hovered) { hovered = found; redraw(); }
          });
          pointer = [x, y];
        }
        canvas.addEventListener("pointerdown", event => {
          drag = { x: event.offsetX, y: event.offsetY, vx: view.x, vy: view.y, moved: false, node: nodeAt(event.offsetX, event.offsetY) };
          canvas.setPointerCapture(event.pointerId);
        });
        canvas.addEventListener("pointermove", event => {
          if (!drag) return hover(event.offsetX, event.offsetY);
          const dx = event.offsetX - drag.x, dy = event.offsetY - drag.y;
          if (Math.abs(dx) + Math.abs(dy) > 4) drag.moved = true;
          if (!drag.moved) return;
          if (drag.node >= 0) {
            nodes[drag.node].x += event.movementX / view.scale; nodes[drag.node].y += event.movementY / view.scale;
          } else { view.x = drag.vx - dx / view.scale; view.y = drag.vy - dy / view.scale; }
          redraw();
        });
        canvas.addEventListener("pointerup", () => {
          if (drag && !drag.moved) {
            const edge = drag.node < 0 ? edgeAt(drag.x, drag.y) : -1;
            if (edge >= 0) chooseEdge(edge); else choose(drag.node, false);
          }
          drag = null;
        });
        canvas.addEventListener("pointercancel", () => { drag = null; });
        function zoom(factor, x, y) {
          const wx = (x - canvas.clientWidth / 2) / view.scale + view.x, wy = (y - canvas.clientHeight / 2) / view.scale + view.y;
          view.scale = Math.min(6, Math.max(0.02, view.scale * factor));
          view.x = wx - (x - canvas.clientWidth / 2) / view.scale; view.y = wy - (y - canvas.clientHeight / 2) / view.scale;
          redraw();
        }
        canvas.addEventListener("wheel", event => {
          event.preventDefault();
          zoom(Math.exp(-event.deltaY * 0.0015), event.offsetX, event.offsetY);
        }, { passive: false });
        canvas.addEventListener("keydown", event => {
          const step = 60 / view.scale;
          const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
          if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; redraw(); }
          else if (event.key === "+" || event.key === "=") zoom(1.25, canvas.clientWidth / 2, canvas.clientHeight / 2);
          else if (event.key === "-") zoom(0.8, canvas.clientWidth / 2, canvas.clientHeight / 2);
          else if (event.key === "Escape") choose(-1, false);
          else return;
          event.preventDefault();
        });
        // Where there is little room, the filters wait behind their heading.
        byId("filters").open = matchMedia("(min-width: 761px)").matches;
        byId("controls").hidden = false; byId("main").hidden = false;
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColors(); redraw(); });
        new ResizeObserver(redraw).observe(canvas);
        readColors(); applyFilters(); count(); showPanel(); fit();

        """#
}
