/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Maps a user's {@code address} to and from the API. */
public final class UserAddressMapper {
  /** The JSON member of a user. */
  public static final String MEMBER = "address";

  private static final String FORMATTED = "formatted";
  private static final String STREET = "streetAddress";
  private static final String LOCALITY = "locality";
  private static final String REGION = "region";
  private static final String POSTAL_CODE = "postalCode";
  private static final String COUNTRY = "country";
  private static final Set<String> MEMBERS =
      Set.of(FORMATTED, STREET, LOCALITY, REGION, POSTAL_CODE, COUNTRY);

  private static final int LINES = 500;
  private static final int LINE = 100;

  private UserAddressMapper() {}

  /**
   * Reads the address of a request. Absent members are empty.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static PostalAddress read(JsonObjectMemberReader user) {
    return user.object(MEMBER, MEMBERS).map(UserAddressMapper::address).orElse(PostalAddress.NONE);
  }

  /** Returns the known members; null if none. */
  public static Map<String, String> shown(PostalAddress address) {
    Map<String, String> members = new LinkedHashMap<>();
    address.formatted().ifPresent(text -> members.put(FORMATTED, text));
    address.streetAddress().ifPresent(text -> members.put(STREET, text));
    address.locality().ifPresent(text -> members.put(LOCALITY, text));
    address.region().ifPresent(text -> members.put(REGION, text));
    address.postalCode().ifPresent(text -> members.put(POSTAL_CODE, text));
    address.country().ifPresent(text -> members.put(COUNTRY, text));
    return members.isEmpty() ? null : members;
  }

  private static PostalAddress address(JsonObjectMemberReader members) {
    return new PostalAddress(
        lines(members, FORMATTED),
        lines(members, STREET),
        members.text(LOCALITY, LINE),
        members.text(REGION, LINE),
        members.text(POSTAL_CODE, LINE),
        members.text(COUNTRY, LINE));
  }

  /** Section 5.1.1: these two members may have several lines, with any line separator. */
  private static Optional<String> lines(JsonObjectMemberReader members, String name) {
    return members
        .secret(name)
        .map(text -> text.replace("\r\n", "\n"))
        .map(
            text -> {
              if (text.length() > LINES) {
                throw ApiException.invalid(
                    name, name + " must have at most " + LINES + " characters.");
              }
              if (text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
                throw ApiException.invalid(name, name + " must contain only lines of text.");
              }
              return text;
            });
  }
}
