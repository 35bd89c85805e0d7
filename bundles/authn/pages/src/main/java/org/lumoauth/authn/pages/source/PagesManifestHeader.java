/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifest header of a bundle with pages, such as {@code pages;ranking=10}.
 *
 * @param folder the folder in the bundle
 * @param ranking the {@code service.ranking}
 */
record PagesManifestHeader(String folder, int ranking) {

  static final String NAME = "LumoAuth-Pages";

  private static final Pattern FORM =
      Pattern.compile("\\s*([\\w.-]+(?:/[\\w.-]+)*)\\s*(?:;\\s*ranking\\s*=\\s*(-?\\d{1,9})\\s*)?");

  /**
   * Parses the header.
   *
   * @throws IllegalArgumentException if the value is malformed
   */
  static PagesManifestHeader parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          NAME + " must be a folder, optionally followed by ;ranking=N");
    }
    String ranking = matcher.group(2);
    return new PagesManifestHeader(
        matcher.group(1), ranking == null ? 0 : Integer.parseInt(ranking));
  }
}
