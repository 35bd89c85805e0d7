/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.state;

import org.lumoauth.oauth.ciba.TokenDeliveryMode;

/**
 * The notification target of a client (CIBA sections 10.2 and 10.3). Serializable as JSON; stored
 * encrypted.
 *
 * @param mode ping or push
 * @param authReqId {@code auth_req_id}, with which the client identifies its request
 * @param token {@code client_notification_token}, with which it authenticates the server
 */
public record ClientDeliveryTarget(TokenDeliveryMode mode, String authReqId, String token) {
  @Override
  public String toString() {
    return "Telling[" + mode + "]";
  }
}
