/// Blocks that say by their words that they are none of the article: `Advertisement`, `Related stories`, `All rights
/// reserved`, `Sign up for our newsletter`. Only short blocks, and only phrases that articles' own prose hardly has.
enum BoilerplatePhrases {
    private static let bytesMax = 400
    private static let labelBytesMax = 48

    /// A whole block, punctuation at its ends left out.
    private static let labels: Set<String> = [
        "advertisement", "advertisements", "ad", "advert", "sponsored", "related", "related stories", "related story",
        "related coverage", "related articles", "related article", "related posts", "related content", "related news",
        "related topics", "related links", "related video", "related videos", "read more", "read next", "read also",
        "see also:", "you might also like", "you may also like", "you might be interested in", "more from this author",
        "more stories", "more on this story", "more on this topic", "recommended", "recommended for you",
        "recommended reading", "most read", "most popular", "trending", "trending now", "don't miss", "don’t miss",
        "latest news", "top stories", "share", "share this", "share this article", "share this story",
        "share this post", "share on facebook", "share on twitter", "tweet", "pin it", "email", "print",
        "print this page", "print this article", "comments", "leave a comment", "leave a reply", "post a comment",
        "no comments", "loading", "loading...", "skip advertisement", "article continues below",
        "article continues below advertisement", "story continues below", "story continues",
        "story continues below advertisement", "continue reading", "continue reading below",
        "continue reading the main story", "newsletter", "sign up", "subscribe", "subscribe now", "back to top",
        "scroll to continue", "tags", "topics", "filed under", "getty images", "photo credit", "image credit",
        "photograph by", "photo by", "image source", "view comments", "show comments", "thank you for subscribing",
        "thanks for subscribing", "previous article", "next article", "previous post", "next post", "follow us",
        "supported by", "written by", "posted in", "save", "copy link", "listen to this article",
    ]
    /// At the start of a short block.
    private static let openings = [
        "sign up for our", "sign up to our", "sign up to get", "sign up to receive", "sign up for the",
        "subscribe to our", "subscribe now to", "subscribe today", "join our newsletter", "get our newsletter",
        "follow us on", "like us on facebook", "click here to subscribe", "click here to sign up", "have a tip?",
        "got a tip?", "download our app", "download the app", "enter your email", "by signing up", "by subscribing",
        "already a subscriber", "to continue reading", "for the latest stories and", "for more news",
        "get the latest news", "never miss a story", "stay up to date with", "support our journalism",
        "this site uses cookies", "we use cookies", "read more:", "read also:", "related:", "also read:", "see also:",
        "more:", "join the conversation", "sign in to comment", "log in to comment", "please enable javascript",
    ]
    /// At the start of a block as short as a label: credits of pictures, marks of time.
    private static let labelOpenings = [
        "copyright ©", "©", "(c) 20", "photograph by", "photo by", "photo:", "photos:", "photo credit", "image by",
        "image:", "image credit", "image source", "picture:", "credit:", "(credit", "last modified:", "last updated:",
        "posted by", "published by", "filed under", "tagged",
    ]
    /// Anywhere in a short block.
    private static let parts = [
        "all rights reserved", "is the copyrighted property of", "not responsible for the opinions",
        "may not be published, broadcast, rewritten", "may not be reproduced without", "written permission must be",
        "without written permission", "subscribe to our newsletter", "sign up for our newsletter",
        "sign up to our newsletter", "for our free newsletter", "your inbox", "click here to subscribe",
        "this material may not be",
    ]

    private static let openingFinder = PhraseFinder<Void>(openings.map { ($0, ()) })
    private static let labelFinder = PhraseFinder<Void>(labelOpenings.map { ($0, ()) })
    private static let partFinder = PhraseFinder<Void>(parts.map { ($0, ()) })

    /// Whether a block of UTF-8 is boilerplate by its words.
    static func isBoilerplate(_ block: [UInt8]) -> Bool {
        guard block.count <= bytesMax, block.count > 1 else { return false }
        return block.withUnsafeBufferPointer { block in
            let text = UnsafeBufferPointer(rebasing: block.drop { $0 <= 0x20 })
            return text.count <= labelBytesMax && isLabel(text) || openingFinder.startsMatch(text)
                || partFinder.contains(text)
        }
    }

    private static func isLabel(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if labelFinder.startsMatch(text) { return true }
        let words = String(decoding: text.lazy.map(\.asciiLowercased), as: UTF8.self)
        return labels.contains(words.trimming { !($0.isLetter || $0.isNumber) })
    }
}
