/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.entity;

import java.io.Serializable;
import java.util.Objects;

/** Primary key of {@link ClientEntity}. */
public class ClientEntityKey implements Serializable {
  private static final long serialVersionUID = 1L;

  public String tenantId;
  public String clientId;

  public ClientEntityKey() {}

  public ClientEntityKey(String tenantId, String clientId) {
    this.tenantId = tenantId;
    this.clientId = clientId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientEntityKey that
        && tenantId.equals(that.tenantId)
        && clientId.equals(that.clientId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenantId, clientId);
  }
}
