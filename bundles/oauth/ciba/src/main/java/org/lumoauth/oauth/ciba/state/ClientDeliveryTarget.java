package org.lumoauth.oauth.ciba.state;

import org.lumoauth.oauth.ciba.TokenDeliveryMode;

/**
 * How the client is told (CIBA sections 10.2 and 10.3). JSON can hold it; it is stored encrypted.
 *
 * @param mode ping or push
 * @param authReqId {@code auth_req_id}, by which the client knows its request
 * @param token {@code client_notification_token}, by which it knows us
 */
public record ClientDeliveryTarget(TokenDeliveryMode mode, String authReqId, String token) {
  @Override
  public String toString() {
    return "Telling[" + mode + "]";
  }
}
