/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadspiffe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SPIFFE ID.
 *
 * @param text the complete ID, compared byte for byte
 * @param trustDomain its trust domain
 * @see <a
 *     href="https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md#2-spiffe-identity">
 *     SPIFFE ID section 2</a>
 */
record SpiffeId(String text, String trustDomain) {

  private static final int MAX_LENGTH = 2048;

  /** Sections 2.1 and 2.2: no user, port, query, percent sign, empty segment or dot segment. */
  private static final Pattern FORM =
      Pattern.compile("spiffe://([a-z0-9._-]{1,255})((?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+)");

  /** Parses the SPIFFE ID of a workload, which must have a path. */
  static Optional<SpiffeId> of(String text) {
    Matcher form = FORM.matcher(text);
    return text.length() <= MAX_LENGTH && form.matches()
        ? Optional.of(new SpiffeId(text, form.group(1)))
        : Optional.empty();
  }
}
