extension ViewPage {
    static let style = """

        :root { color-scheme: light dark; --ink: #1c2126; --soft: #5b6670; --paper: #fbfaf8; --card: #ffffff; --line: #d9d6d0;
          --thread: #a9b0b7; --accent: #0b63c5; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --soft: #9aa5af; --paper: #15181b; --card: #1d2125;
          --line: #343a40; --thread: #59626b; --accent: #6cb2ff; } }
        * { box-sizing: border-box; }
        html, body { height: 100%; margin: 0; }
        body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
          font: 15px/1.45 system-ui, sans-serif; }
        header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 8px 16px;
          border-bottom: 1px solid var(--line); background: var(--card); }
        h1 { font-size: 17px; margin: 0; }
        #count { color: var(--soft); margin: 0; }
        #controls, #filters > div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
        summary { display: none; color: var(--soft); cursor: pointer; }
        [hidden] { display: none !important; }
        input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
          border-radius: 6px; padding: 4px 8px; max-width: 13em; }
        fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 2px 10px; }
        legend { float: left; padding: 0; color: var(--soft); }
        label { color: var(--soft); white-space: nowrap; }
        main { flex: 1; min-height: 0; display: flex; }
        canvas { flex: 1; min-width: 0; min-height: 0; touch-action: none; cursor: grab; }
        aside { width: 380px; overflow: auto; padding: 14px 16px; border-left: 1px solid var(--line);
          background: var(--card); overflow-wrap: anywhere; }
        aside h2 { margin: 0; font-size: 18px; }
        aside .soft { color: var(--soft); }
        aside article { border-top: 1px solid var(--line); padding: 10px 0; }
        aside article p { margin: 4px 0; }
        aside blockquote { margin: 6px 0 2px; padding-left: 10px; border-left: 3px solid var(--line); }
        aside article.claim blockquote { border-left-style: dashed; }
        .mark { border: 1px solid currentColor; border-radius: 9px; padding: 0 7px; font-size: 12px; margin-left: 6px;
          white-space: nowrap; }
        .name { border: 0; background: none; padding: 0; color: var(--accent); cursor: pointer; text-align: left;
          max-width: none; }
        a { color: var(--accent); }
        table { border-collapse: collapse; margin: 16px; }
        th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; }
        @media (max-width: 760px) { summary { display: block; } #filters[open] { flex-basis: 100%; } main { flex-direction: column; } canvas { flex: 1 1 50%; }
          aside { width: auto; flex: 1 1 50%; border-left: 0; border-top: 1px solid var(--line); } }

        """
}
