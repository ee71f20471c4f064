#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 shows ICU's converter in its headers, and those headers clash with the ICU inside Foundation. Only
// the inside of xmlCharEncodingHandler is concerned, which is never touched from here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>
