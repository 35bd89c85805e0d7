/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A new secret, shown once. */
public record ClientSecretRotationView(
    String clientId, String secret, @JsonProperty("_note") String note) {
  @Override
  public String toString() {
    return "RotatedSecret[" + clientId + "]";
  }
}
