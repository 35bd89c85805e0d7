/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Objects;

/**
 * A newly issued API key.
 *
 * @param id {@code key_} and a ULID
 * @param key the key in clear text, {@code lmk_…}, which is shown only here
 */
public record IssuedApiKey(String id, String key) {
  public IssuedApiKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
  }

  @Override
  public String toString() {
    return "IssuedApiKey[" + id + "]";
  }
}
