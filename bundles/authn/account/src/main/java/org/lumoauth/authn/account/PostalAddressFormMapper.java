/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.directory.PostalAddress;

/** Maps a postal address to the fields of the profile page and to the claim {@code address}. */
final class PostalAddressFormMapper {

  private static final String STREET = "streetAddress";
  private static final String LOCALITY = "locality";
  private static final String REGION = "region";
  private static final String POSTAL_CODE = "postalCode";
  private static final String COUNTRY = "country";
  private static final List<String> ONE_LINE = List.of(LOCALITY, REGION, POSTAL_CODE, COUNTRY);

  /** The members of the claim by the fields of the page. */
  private static final Map<String, String> MEMBERS =
      Map.of(
          STREET, "street_address",
          LOCALITY, "locality",
          REGION, "region",
          POSTAL_CODE, "postal_code",
          COUNTRY, "country");

  private PostalAddressFormMapper() {}

  /** Returns the values of an address for the page. */
  static Map<String, String> of(PostalAddress address) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(STREET, address.streetAddress().orElse(""));
    fields.put(LOCALITY, address.locality().orElse(""));
    fields.put(REGION, address.region().orElse(""));
    fields.put(POSTAL_CODE, address.postalCode().orElse(""));
    fields.put(COUNTRY, address.country().orElse(""));
    return fields;
  }

  /** Returns the entered values. */
  static Map<String, String> of(AccountForm form) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(STREET, form.lines(STREET));
    ONE_LINE.forEach(name -> fields.put(name, form.line(name)));
    return fields;
  }

  /** Returns the members of the claim {@code address}. */
  static Map<String, String> claim(Map<String, String> fields) {
    Map<String, String> members = new LinkedHashMap<>();
    MEMBERS.forEach((field, member) -> members.put(member, fields.get(field)));
    return members;
  }

  /** Returns the errors by the fields of the page. */
  static Map<String, String> errors(Map<String, String> faults) {
    Map<String, String> errors = new LinkedHashMap<>();
    MEMBERS.forEach(
        (field, member) -> {
          if (faults.containsKey(member)) {
            errors.put(field, faults.get(member));
          }
        });
    return errors;
  }
}
