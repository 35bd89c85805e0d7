package org.lumoauth.authn.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.PostalAddress;

/** The part of the profile page that is about an address. */
final class AddressFields {

  private static final String STREET = "streetAddress";
  private static final String LOCALITY = "locality";
  private static final String REGION = "region";
  private static final String POSTAL_CODE = "postalCode";
  private static final String COUNTRY = "country";
  private static final List<String> ONE_LINE = List.of(LOCALITY, REGION, POSTAL_CODE, COUNTRY);
  private static final int LINES = 500;
  private static final int LINE = 100;

  private AddressFields() {}

  /** What the page shows of an address. */
  static Map<String, String> of(PostalAddress address) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(STREET, address.streetAddress().orElse(""));
    fields.put(LOCALITY, address.locality().orElse(""));
    fields.put(REGION, address.region().orElse(""));
    fields.put(POSTAL_CODE, address.postalCode().orElse(""));
    fields.put(COUNTRY, address.country().orElse(""));
    return fields;
  }

  /** What was entered. */
  static Map<String, String> of(Form form) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(STREET, form.lines(STREET));
    ONE_LINE.forEach(name -> fields.put(name, form.line(name)));
    return fields;
  }

  /** Names of fields that hold too much, each with the code of the message. */
  static Map<String, String> errors(Map<String, String> fields) {
    Map<String, String> errors = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value.length() > (name.equals(STREET) ? LINES : LINE)) {
            errors.put(name, "too-long");
          }
        });
    return errors;
  }

  /** The address that was entered: the label that there was of it holds for no other. */
  static PostalAddress changed(PostalAddress old, Map<String, String> fields) {
    Optional<String> label = fields.equals(of(old)) ? old.formatted() : Optional.empty();
    return new PostalAddress(
        label,
        Optional.of(fields.get(STREET)),
        Optional.of(fields.get(LOCALITY)),
        Optional.of(fields.get(REGION)),
        Optional.of(fields.get(POSTAL_CODE)),
        Optional.of(fields.get(COUNTRY)));
  }
}
