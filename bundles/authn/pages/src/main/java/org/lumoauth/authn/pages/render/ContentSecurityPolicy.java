/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the Content-Security-Policy of a page. It allows only this server's stylesheets, scripts
 * and images, the tenant's logo, and the form targets of the page.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class ContentSecurityPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(ContentSecurityPolicy.class);

  /** An origin, with a star for any port, or a scheme of a native application. */
  private static final Pattern SOURCE =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*:(//(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:(\\d{1,5}|\\*))?)?");

  private static final Pattern LOOPBACK =
      Pattern.compile("^http://(127\\.0\\.0\\.1|localhost|\\[::1])(:|$)");

  /** Schemes that would allow content of the page itself. */
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
   * Returns the final targets of a form. Browsers apply the policy to all redirects after it,
   * including those of the application, which are unknown: an application reached by https may
   * redirect to any https URL, and an application on the local machine to other local URLs.
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
