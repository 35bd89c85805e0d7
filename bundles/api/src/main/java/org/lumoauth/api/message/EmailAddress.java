/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail address. Defines the syntax of every address that the server stores or sends to.
 *
 * <p>The local part is a dot-atom (RFC 5322 section 3.2.3). Beyond ASCII it may contain letters,
 * marks and digits (RFC 6531 section 3.3) in the normalization form NFKC, so that no two addresses
 * look the same. The domain is ASCII: an internationalized domain is written in A-labels (RFC 5890
 * section 2.3.2.1). Quoted local parts, comments, groups and address literals are not allowed, and
 * therefore no control, invisible or direction-changing characters and no lone surrogates.
 *
 * @param localPart the part before the at sign
 * @param domain the part after the at sign
 */
public record EmailAddress(String localPart, String domain) {

  /** The expected form, for error messages after the name of the field. */
  public static final String EXPECTED =
      "must be one e-mail address, for example name@example.com. "
          + "Write an internationalized domain in its ASCII form (xn--).";

  // RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, without the angle brackets; both in octets.
  private static final int MAX_LOCAL_PART = 64;
  private static final int MAX_ADDRESS = 254;

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final String ATOM_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";
  private static final int MAX_ASCII = 0x7f;

  /** Letters and marks without a visible glyph (Default_Ignorable_Code_Point). */
  private static final Set<Integer> BLANK =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0);

  /**
   * Validates the parts.
   *
   * @throws IllegalArgumentException if they do not form a valid address
   */
  public EmailAddress {
    if (!isLocalPart(localPart)
        || !DOMAIN.matcher(domain).matches()
        || octets(localPart) + 1 + domain.length() > MAX_ADDRESS) {
      throw new IllegalArgumentException("The text " + EXPECTED);
    }
  }

  /** Parses an address; empty if the text is not a valid address. */
  public static Optional<EmailAddress> parse(String text) {
    int at = text.indexOf('@');
    if (at < 1 || text.length() > MAX_ADDRESS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new EmailAddress(text.substring(0, at), text.substring(at + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a text is a valid address. */
  public static boolean isValid(String text) {
    return parse(text).isPresent();
  }

  /**
   * Returns whether the address is ASCII, which every mail server accepts; others require SMTPUTF8
   * (RFC 6531).
   */
  public boolean isAscii() {
    return localPart.chars().allMatch(letter -> letter <= MAX_ASCII);
  }

  private static boolean isLocalPart(String text) {
    if (text.isEmpty()
        || octets(text) > MAX_LOCAL_PART
        || !Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
      return false;
    }
    for (String atom : text.split("\\.", -1)) {
      if (atom.isEmpty()
          || isMark(atom.codePointAt(0))
          || !atom.codePoints().allMatch(EmailAddress::isAtomText)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtomText(int point) {
    if (point <= MAX_ASCII) {
      return Character.isLetterOrDigit(point) || ATOM_SYMBOLS.indexOf(point) >= 0;
    }
    return Character.isLetterOrDigit(point) && !BLANK.contains(point)
        || isMark(point) && !BLANK.contains(point) && !isVariationSelector(point);
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isVariationSelector(int point) {
    return point >= 0x180B && point <= 0x180F
        || point >= 0xFE00 && point <= 0xFE0F
        || point >= 0xE0100 && point <= 0xE01EF;
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
