/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A serialized document.
 *
 * @param bytes its JSON; must not be modified
 * @param entityTag in quotes (RFC 9110 section 8.8.3)
 */
record SerializedOpenApiDocument(byte[] bytes, String entityTag) {

  static SerializedOpenApiDocument of(byte[] bytes) {
    return new SerializedOpenApiDocument(
        bytes, '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest(bytes)) + '"');
  }

  /**
   * Returns whether an If-None-Match header matches this document (RFC 9110 section 13.1.2); null
   * if the header is absent.
   */
  boolean matches(String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
