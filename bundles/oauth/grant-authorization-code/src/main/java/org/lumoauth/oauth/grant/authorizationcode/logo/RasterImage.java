/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.logo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A raster image.
 *
 * @param type the media type detected from the content, regardless of the declared type
 * @param bytes the content
 */
record RasterImage(String type, byte[] bytes) {
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
  private static final int FORMAT = 8;

  /** Parses an image; empty if the content is not PNG, JPEG, GIF or WebP. */
  static Optional<RasterImage> of(byte[] bytes) {
    return type(bytes).map(type -> new RasterImage(type, bytes));
  }

  private static Optional<String> type(byte[] bytes) {
    if (starts(bytes, 0, PNG)) {
      return Optional.of("image/png");
    }
    if (starts(bytes, 0, JPEG)) {
      return Optional.of("image/jpeg");
    }
    if (starts(bytes, 0, ascii("GIF87a")) || starts(bytes, 0, ascii("GIF89a"))) {
      return Optional.of("image/gif");
    }
    return starts(bytes, 0, ascii("RIFF")) && starts(bytes, FORMAT, ascii("WEBP"))
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean starts(byte[] bytes, int at, byte[] with) {
    int end = at + with.length;
    return bytes.length > end && Arrays.equals(bytes, at, end, with, 0, with.length);
  }

  /** Returns the first half of the SHA-256 hash in hexadecimal. */
  String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, digest.length / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
