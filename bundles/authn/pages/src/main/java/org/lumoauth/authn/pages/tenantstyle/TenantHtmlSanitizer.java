/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Sanitizes HTML of a tenant: headings, paragraphs, lists, emphasis, and links to other sites and
 * to mail addresses. Images are not allowed: the pages' policy permits only those of the brand.
 */
public final class TenantHtmlSanitizer {

  /** The maximum number of characters. */
  public static final int MOST = 16 * 1024;

  private static final int SHOWN = 40;

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements("h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "br", "a")
          .allowWithoutAttributes("a")
          .allowUrlProtocols("https", "mailto")
          .allowAttributes("href")
          .matching((element, attribute, value) -> absolute(value) ? value : null)
          .onElements("a")
          .requireRelsOnLinks("noopener", "noreferrer")
          .toFactory();

  private TenantHtmlSanitizer() {}

  private static boolean absolute(String url) {
    return url.matches("(?i)(?:https://|mailto:)[^\\s].*");
  }

  /** Returns the sanitized HTML. */
  static String sanitize(String source) {
    return POLICY.sanitize(source);
  }

  /** Returns a sentence about the parts that would be removed; empty if there are none. */
  public static Optional<String> objection(String source) {
    if (source.contains("<!") || source.contains("<?")) {
      return Optional.of("Comments and declarations are not allowed.");
    }
    SortedSet<String> gone = new TreeSet<>();
    POLICY.sanitize(source, new RemovedHtmlListener(), gone);
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of("These parts are not allowed: " + String.join(", ", gone) + ".");
  }

  /** Collects the names of removed elements and attributes. */
  private static final class RemovedHtmlListener implements HtmlChangeListener<SortedSet<String>> {

    @Override
    public void discardedTag(SortedSet<String> gone, String element) {
      gone.add("<" + shortened(element) + ">");
    }

    @Override
    public void discardedAttributes(SortedSet<String> gone, String element, String... attributes) {
      Arrays.stream(attributes)
          .map(each -> shortened(each) + " of <" + shortened(element) + ">")
          .forEach(gone::add);
    }

    private static String shortened(String name) {
      return name.length() > SHOWN ? name.substring(0, SHOWN) : name;
    }
  }
}
