extension ViewPage {
    /// The page's script: state, drawing, panel and controls, in that order.
    static let script = scriptState + scriptDrawing + scriptPanel + scriptControls

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
          edge.turn = siblings.get(pair) || 0;
          siblings.set(pair, edge.turn + 1);
          edge.kind = edge.f ? "fact" : edge.k === "asserted" ? "said" : edge.k;
        });
        nodes.forEach(node => { node.r = 4 + Math.min(14, Math.sqrt(node.edges.length) * 2); });
        const view = { x: 0, y: 0, scale: 1 };
        const filter = { kinds: new Set(edges.map(edge => edge.kind)), type: "", relation: "" };
        let chosen = -1, hovered = -1;
        const isShown = edge => filter.kinds.has(edge.kind) && (!filter.relation || edge.p === filter.relation)
          && (!filter.type || nodes[edge.s].t === filter.type || nodes[edge.o].t === filter.type);

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
        const toScreen = node => [(node.x - view.x) * view.scale + canvas.clientWidth / 2,
          (node.y - view.y) * view.scale + canvas.clientHeight / 2];
        function bend(edge, x1, y1, x2, y2) {
          const turn = (edge.turn + 1) >> 1, side = edge.turn % 2 ? 1 : -1;
          const sign = edge.s < edge.o ? 1 : -1, size = turn * side * sign * 0.16;
          return [(x1 + x2) / 2 - (y2 - y1) * size, (y1 + y2) / 2 + (x2 - x1) * size];
        }
        function drawEdge(edge, isStrong) {
          const [x1, y1] = toScreen(nodes[edge.s]), [x2, y2] = toScreen(nodes[edge.o]);
          const width = canvas.clientWidth, height = canvas.clientHeight;
          if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > width || Math.max(y1, y2) < 0 || Math.min(y1, y2) > height) return;
          const [cx, cy] = bend(edge, x1, y1, x2, y2);
          context.beginPath();
          context.setLineDash(edge.f ? [] : [4, 4]);
          context.strokeStyle = isStrong ? accent : thread;
          context.lineWidth = isStrong ? 1.8 : 1.1;
          if (edge.s === edge.o) {
            const size = (nodes[edge.s].r + 4 + edge.turn * 3) * zoomed();
            context.arc(x1, y1 - size, size, 0, 2 * Math.PI);
            context.stroke();
            return;
          }
          context.moveTo(x1, y1);
          context.quadraticCurveTo(cx, cy, x2, y2);
          context.stroke();
          const angle = Math.atan2(y2 - cy, x2 - cx), back = nodes[edge.o].r * zoomed();
          const tx = x2 - Math.cos(angle) * back, ty = y2 - Math.sin(angle) * back;
          context.setLineDash([]);
          context.beginPath();
          context.moveTo(tx, ty);
          context.lineTo(tx - Math.cos(angle - 0.4) * 7, ty - Math.sin(angle - 0.4) * 7);
          context.lineTo(tx - Math.cos(angle + 0.4) * 7, ty - Math.sin(angle + 0.4) * 7);
          context.fillStyle = context.strokeStyle;
          context.fill();
          if (isStrong || view.scale > 1.6 && edges.length < 400) {
            label(edge.p, (x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4, isStrong ? accent : soft, 11);
          }
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
          const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
          if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
            canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
          }
          context.setTransform(ratio, 0, 0, ratio, 0, 0);
          context.clearRect(0, 0, width, height);
          const focus = hovered >= 0 ? hovered : chosen, near = new Set(focus >= 0 ? [focus] : []);
          const visible = new Set();
          edges.forEach(edge => {
            if (!isShown(edge)) return;
            visible.add(edge.s); visible.add(edge.o);
            if (edge.s === focus || edge.o === focus) { near.add(edge.s); near.add(edge.o); } else drawEdge(edge, false);
          });
          edges.forEach(edge => { if (isShown(edge) && (edge.s === focus || edge.o === focus)) drawEdge(edge, true); });
          const named = [], taken = [];
          visible.forEach(index => {
            const node = nodes[index], [x, y] = toScreen(node);
            if (x < -40 || x > width + 40 || y < -40 || y > height + 40) return;
            context.globalAlpha = focus < 0 || near.has(index) ? 1 : 0.35;
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
            const node = nodes[index], text = short(node.n), half = text.length * 3.4, top = y - node.r - 16;
            if (taken.some(box => Math.abs(box[0] - x) < box[2] + half && Math.abs(box[1] - top) < 14)) return;
            taken.push([x, top, half]);
            label(text, x, y - node.r - 4, focus < 0 || near.has(index) ? ink : soft, 12);
          });
        }
        function fit() {
          let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
          edges.forEach(edge => {
            if (!isShown(edge)) return;
            [nodes[edge.s], nodes[edge.o]].forEach(node => {
              left = Math.min(left, node.x); right = Math.max(right, node.x);
              top = Math.min(top, node.y); bottom = Math.max(bottom, node.y);
            });
          });
          if (left > right) return redraw();
          view.x = (left + right) / 2; view.y = (top + bottom) / 2;
          view.scale = Math.min(2, (canvas.clientWidth - 110) / Math.max(1, right - left), (canvas.clientHeight - 70) / Math.max(1, bottom - top));
          view.scale = Math.max(0.02, view.scale);
          redraw();
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
          edge.e.forEach(([source, sentence]) => {
            box.append(element("blockquote", sentence), sourceLine(sources[source]));
          });
          return box;
        }
        function showPanel() {
          panel.replaceChildren();
          if (chosen < 0) {
            panel.append(element("p", "Choose a node to read what the articles say of it. Drag to move, scroll to zoom.", "soft"));
            const legend = element("p", "Solid: fact. Dashed: said, alleged, denied, planned or asked.", "soft");
            panel.append(legend);
            return;
          }
          const node = nodes[chosen], all = node.edges.map(index => edges[index]).filter(isShown);
          panel.append(element("h2", node.n), element("p", node.t + (node.a ? " · " + node.a.join(", ") : ""), "soft"));
          all.sort((a, b) => b.f - a.f || b.e.length - a.e.length).slice(0, 200).forEach(edge => panel.append(statement(edge)));
          if (all.length > 200) panel.append(element("p", "and " + (all.length - 200) + " more; narrow the filters", "soft"));
          panel.scrollTop = 0;
        }
        function choose(index, isCentred) {
          chosen = index;
          if (isCentred && index >= 0) { view.x = nodes[index].x; view.y = nodes[index].y; view.scale = Math.max(view.scale, 0.8); }
          showPanel(); redraw();
        }

        """#

    private static let scriptControls = #"""

        function nodeAt(x, y) {
          let best = -1, distance = 14;
          const seen = new Set();
          edges.forEach(edge => { if (isShown(edge)) { seen.add(edge.s); seen.add(edge.o); } });
          seen.forEach(index => {
            const [nx, ny] = toScreen(nodes[index]), d = Math.hypot(nx - x, ny - y) - nodes[index].r;
            if (d < distance) { distance = d; best = index; }
          });
          return best;
        }
        function options(id, values) {
          values.sort().forEach(value => { const option = element("option", value); option.value = value; byId(id).append(option); });
        }
        function count() {
          const shown = edges.filter(isShown).length, note = byId("count").dataset.note;
          byId("count").textContent = shown + (shown < edges.length ? " of " + edges.length : "") + " statements"
            + (note ? " (" + note + ")" : "");
        }
        function refilter() { count(); showPanel(); redraw(); }
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
        byId("type").addEventListener("change", event => { filter.type = event.target.value; refilter(); });
        byId("relation").addEventListener("change", event => { filter.relation = event.target.value; refilter(); });
        byId("fit").addEventListener("click", fit);
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
        let drag = null;
        canvas.addEventListener("pointerdown", event => {
          drag = { x: event.offsetX, y: event.offsetY, vx: view.x, vy: view.y, moved: false, node: nodeAt(event.offsetX, event.offsetY) };
          canvas.setPointerCapture(event.pointerId);
        });
        canvas.addEventListener("pointermove", event => {
          if (!drag) {
            const found = nodeAt(event.offsetX, event.offsetY);
            if (found !== hovered) { hovered = found; canvas.style.cursor = found < 0 ? "grab" : "pointer"; redraw(); }
            return;
          }
          const dx = event.offsetX - drag.x, dy = event.offsetY - drag.y;
          if (Math.abs(dx) + Math.abs(dy) > 4) drag.moved = true;
          if (!drag.moved) return;
          if (drag.node >= 0) {
            nodes[drag.node].x += event.movementX / view.scale; nodes[drag.node].y += event.movementY / view.scale;
          } else { view.x = drag.vx - dx / view.scale; view.y = drag.vy - dy / view.scale; }
          redraw();
        });
        canvas.addEventListener("pointerup", () => { if (drag && !drag.moved) choose(drag.node, false); drag = null; });
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
        byId("controls").hidden = false; byId("main").hidden = false;
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColors(); redraw(); });
        new ResizeObserver(redraw).observe(canvas);
        readColors(); count(); showPanel(); fit();

        """#
}
