"""Pictograms as SVG paths on a 24 × 24 grid, drawn with a line of two."""

DIRECTED = frozenset({"arrow", "speak", "pre_track"})  # they point along the line, so right-to-left mirrors them
ICONS = {
    "path": "M4 19c6 0 5-7 9-7s3-7 7-7M4 19h.01M20 5h.01",
    "home": "M3 11l9-8 9 8M5 10v10h14V10M10 20v-6h4v6",
    "people": "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21c0-4 3-7 7-7s7 3 7 7M16 3.5a4 4 0 0 1 0 7M18 14c2.5.8 4 3.5 4 7",
    "person": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.5-7 8-7s8 3 8 7",
    "workplace": "M3 21V9l6 4V9l6 4V5h6v16zM8 17h2M14 17h2",
    "blueprint": "M4 4h16v16H4zM4 9h16M9 9v11",
    "group": (
        "M7 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6M17 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6"
        "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M5 21c0-3 3-5 7-5s7 2 7 5"
    ),
    "plan": "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4M8 15l2.5 2.5L16 13",
    "organisation": "M4 21V4h10v17M14 9h6v12M8 8h2M8 12h2M8 16h2M17 13h.01M17 17h.01M2 21h20",
    "money": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M15.5 8.5a4.5 4.5 0 1 0 0 7M6 11h6M6 14h6",
    "import": "M12 3v12M7 10l5 5 5-5M4 19h16",
    "export": "M12 15V3M7 8l5-5 5 5M4 19h16",
    "map": "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2-6-2zM9 4v14M15 6v14",
    "calendar": "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
    "check": "M4 12l5 5L20 6",
    "cross": "M6 6l12 12M18 6L6 18",
    "warning": "M12 3 2 20h20L12 3zM12 10v4M12 17h.01",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v6M12 7h.01",
    "lock": "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
    "speak": "M4 9v6h4l6 5V4L8 9zM18 9c1.5 2 1.5 4 0 6",
    "language": "M4 5h10M9 3v2M6 5c0 5 4 8 7 9M12 5c0 5-4 8-8 9M13 21l4-10 4 10M14.5 17h5",
    "coaching": "M4 4h16v12H9l-5 4zM8 9h8M8 12h5",
    "recruitment": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15 15l6 6M7 10h6M10 7v6",
    "pre_track": "M4 20h4v-4h4v-4h4V8h4V4",
    "learn_work": "M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5",
    "placement": "M4 8h16v12H4zM9 8V5h6v3M4 13h16",
    "search": "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15 15l6 6",
    "plus": "M12 5v14M5 12h14",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 3",
    "print": "M7 9V3h10v6M5 9h14v8h-3M8 17H5M7 14h10v7H7z",
    "compare": "M8 4v16M16 4v16M3 8h5M3 12h5M16 12h5M16 16h5",
    "settings": "M4 7h10M18 7h2M4 17h4M12 17h8M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M10 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
    "wish": "M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "remove": "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
    "download": "M12 3v12M7 10l5 5 5-5M4 20h16",
    "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
    "phone": "M6 3h4l2 5-3 2c1 2.5 2.5 4 5 5l2-3 5 2v4c0 1-1 2-2 2C11 20 4 13 4 5c0-1 1-2 2-2z",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.6.3-1 .7-1 1.7M12 17h.01",
    "sign": "M3 18c3 0 4-12 7-12 2 0 0 9 2 9s2-3 3-3 1 3 6 3M3 21h18",
    "school": "M3 21h18M5 21V10l7-5 7 5v11M10 21v-5h4v5M12 5V2h4",
    "municipality": "M3 9l9-5 9 5zM5 9v9M10 9v9M14 9v9M19 9v9M3 21h18M4 18h16",
    "obstacle": "M3 20h18M7 20 10 6h4l3 14M8.5 13h7",
    "goal": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10M12 12h.01",
    "trail": "M5 4h14v16H5zM8 8h8M8 12h8M8 16h5",
    # A scale for who answers without reading.
    "face_glad": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 10h.01M15 10h.01M8 14c2 3 6 3 8 0",
    "face_bright": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 9.5l1-1 1 1M14 9.5l1-1 1 1M7.5 13h9c-.5 5-8.5 5-9 0z",
    "face_plain": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 10h.01M15 10h.01M8.5 15.5h7",
    "face_bad": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 9.5l2 1M16 9.5l-2 1M8 17c1-5 7-5 8 0zM7 12v2",
    "face_sad": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 10h.01M15 10h.01M8 16.5c2-3 6-3 8 0",
    # What people do in each sector, for who chooses without reading.
    "sector_bouw": (
        "M3 5h18v14H3zM3 9.7h18M3 14.3h18M9 5v4.7M15 5v4.7M6 9.7v4.6M12 9.7v4.6M18 9.7v4.6M9 14.3V19M15 14.3V19"
    ),
    "sector_groen": "M12 21v-8M12 13c0-5-3-8-9-8 0 6 3 8 9 8M12 15c0-4 3-6 9-6 0 5-3 6-9 6M7 21h10",
    "sector_horeca": "M4 12h12v4a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16 13h2a2.5 2.5 0 0 1 0 5h-2.4M7 9V7M10 9V5M13 9V7",
    "sector_ict": "M3 4h18v12H3zM8 20h8M12 16v4M9 8l-2 2 2 2M15 8l2 2-2 2",
    "sector_logistiek": (
        "M4 17H2V6h12v11H8M14 10h4l4 4v3h-2M14 17h2M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M18 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4"
    ),
    "sector_onderwijs": "M12 6c-3-2-6-2-9-1v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v14",
    "sector_schoonmaak": "M5 11h14l-2 10H7zM5 11a7 7 0 0 1 14 0M3 11h18M10 15v2M14 15v2",
    "sector_techniek": (
        "M9.5 12.5 4 18a2.1 2.1 0 0 0 3 3l5.5-5.5"
        "M9.5 12.5a5.5 5.5 0 0 1 7-8.2L13.5 7.5l.8 2.2 2.2.8 3.2-3a5.5 5.5 0 0 1-7.2 8"
    ),
    "sector_zorg": "M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11zM12 9.5v5M9.5 12h5",
}
