/// Class names of parts that stand within an article's column but are not its text: share bars, newsletter forms,
/// related stories, comments, cookie notices, advertisements.
enum ForeignNames {
    /// Written as part of a name, anywhere in it.
    static let parts = [
        "newsletter", "subscribe", "subscription", "cookie", "consent", "outbrain", "taboola", "recirc", "related-",
        "-related", "related_", "_related", "relatedposts", "relatedarticles", "relatedstories", "relatedcontent",
        "read-more-", "readmore", "also-like", "you-may-like", "most-read", "mostread", "most-popular", "mostpopular",
        "trending", "recommended", "recommendation", "more-stories", "morestories", "more-from", "more-news",
        "share-", "-share", "share_", "_share", "sharing", "sharedaddy", "addtoany", "addthis", "social-", "-social",
        "social_", "_social", "socialmedia", "signup", "sign-up", "advert", "sponsored", "promo-", "-promo",
        "promobox", "paywall", "jp-relatedposts", "post-tags", "tag-list", "taglist", "tags-links", "post-navigation",
        "nav-links", "breadcrumb", "author-bio", "author-box", "authorbox", "author-info", "about-author",
        "print-only", "printonly", "noprint", "skip-link", "screen-reader-text", "sr-only", "visually-hidden",
        "toolbar", "login", "buybox", "buy-box", "disclosure", "-ad-", "ad-unit", "adunit", "donate", "donation",
    ]

    /// Readers' comments.
    static let comments = [
        "comments", "comment-list", "commentlist", "comment-form", "comment-respond", "disqus", "livefyre", "respond",
    ]
}
