package org.lumoauth.authn.pages.render;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content security policy of a page: our own stylesheets, scripts and pictures, the tenant's
 * logo, forms that go where the page says, and nothing else.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class ContentSecurityPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(ContentSecurityPolicy.class);

  /** An origin, on any port where that is a star, or a scheme as native applications have them. */
  private static final Pattern SOURCE =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*:(//(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:(\\d{1,5}|\\*))?)?");

  private static final Pattern LOOPBACK =
      Pattern.compile("^http://(127\\.0\\.0\\.1|localhost|\\[::1])(:|$)");

  /** Schemes that would let in what is written on the page itself. */
  private static final Set<String> REFUSED =
      Set.of("data:", "javascript:", "blob:", "filesystem:", "about:");

  private ContentSecurityPolicy() {}

  static String of(Set<String> pictures, Set<String> formTargets, Set<String> frames) {
    StringBuilder policy =
        new StringBuilder(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'");
    sources(pictures).forEach(origin -> policy.append(' ').append(origin));
    policy.append("; form-action 'self'");
    onward(sources(formTargets)).forEach(target -> policy.append(' ').append(target));
    Collection<String> framed = sources(frames);
    if (!framed.isEmpty()) {
      policy.append("; frame-src ").append(String.join(" ", framed));
    }
    return policy.append("; base-uri 'none'; frame-ancestors 'none'").toString();
  }

  /**
   * Where a form may lead in the end. Browsers hold every redirection after it to this, those of
   * the application too, which we do not know: one that is reached by https may send people on by
   * https, one on their own machine to another there.
   */
  private static Collection<String> onward(Collection<String> targets) {
    Set<String> all = new TreeSet<>(targets);
    if (targets.stream().anyMatch(target -> target.startsWith("https://"))) {
      all.add("https:");
    }
    if (targets.stream().anyMatch(LOOPBACK.asPredicate())) {
      all.add("http://127.0.0.1:*");
      all.add("http://localhost:*");
    }
    return all;
  }

  private static Collection<String> sources(Set<String> given) {
    Set<String> sources = new TreeSet<>();
    for (String source : given) {
      if (isSource(source)) {
        sources.add(source);
      } else {
        LOG.warn("policy_source_refused");
      }
    }
    return sources;
  }

  private static boolean isSource(String text) {
    return SOURCE.matcher(text).matches()
        && !REFUSED.contains(text.toLowerCase(java.util.Locale.ROOT));
  }
}
