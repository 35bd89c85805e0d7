package org.lumoauth.authn.pages.tenantstyle;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * HTML of a tenant's own: headings, paragraphs, lists, emphasis, and links to other sites and to
 * mail. No pictures: the pages' policy lets none in but the brand's own.
 */
public final class TenantHtmlSanitizer {

  /** How many characters one has at most. */
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

  /** What may stand on a page. */
  static String sanitize(String source) {
    return POLICY.sanitize(source);
  }

  /** What would be taken out of it, as a sentence; empty if nothing would be. */
  public static Optional<String> objection(String source) {
    if (source.contains("<!") || source.contains("<?")) {
      return Optional.of("Comments and declarations are not taken.");
    }
    SortedSet<String> gone = new TreeSet<>();
    POLICY.sanitize(source, new RemovedHtmlListener(), gone);
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of("This would be taken out: " + String.join(", ", gone) + ".");
  }

  /** Keeps the names of elements and attributes that are taken out. */
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
