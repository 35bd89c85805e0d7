/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A postal address. Present values are not blank.
 *
 * @param formatted the address as on a label, in several lines
 * @param streetAddress street, number, box; may have several lines
 * @param locality city
 * @param region state, province, prefecture
 * @param postalCode the postal code as written in the country
 * @param country the name of the country
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AddressClaim">OpenID Connect
 *     Core section 5.1.1</a>
 */
public record PostalAddress(
    Optional<String> formatted,
    Optional<String> streetAddress,
    Optional<String> locality,
    Optional<String> region,
    Optional<String> postalCode,
    Optional<String> country) {

  /** An address without any values. */
  public static final PostalAddress NONE =
      new PostalAddress(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public PostalAddress {
    formatted = known(formatted);
    streetAddress = known(streetAddress);
    locality = known(locality);
    region = known(region);
    postalCode = known(postalCode);
    country = known(country);
  }

  /** Returns the members of the claim {@code address}, in the order of the specification. */
  public Map<String, String> toClaim() {
    Map<String, String> members = new LinkedHashMap<>();
    formatted.ifPresent(text -> members.put("formatted", text));
    streetAddress.ifPresent(text -> members.put("street_address", text));
    locality.ifPresent(text -> members.put("locality", text));
    region.ifPresent(text -> members.put("region", text));
    postalCode.ifPresent(text -> members.put("postal_code", text));
    country.ifPresent(text -> members.put("country", text));
    return members;
  }

  /** Returns the address with these members of the claim. */
  public static PostalAddress of(Map<?, ?> claim) {
    return new PostalAddress(
        text(claim, "formatted"),
        text(claim, "street_address"),
        text(claim, "locality"),
        text(claim, "region"),
        text(claim, "postal_code"),
        text(claim, "country"));
  }

  private static Optional<String> text(Map<?, ?> claim, String name) {
    return Optional.ofNullable(claim.get(name)).map(String::valueOf);
  }

  private static Optional<String> known(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }
}
