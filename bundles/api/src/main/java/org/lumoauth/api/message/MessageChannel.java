/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a channel that sends messages. Registered with {@code
 * lumoauth.kind=message-channel} and {@code lumoauth.name}, such as {@code smtp}.
 */
public interface MessageChannel {

  /** Returns the medium: {@code email}, {@code sms}, {@code voice} or {@code push}. */
  String medium();

  /**
   * Delivers a message to the channel.
   *
   * @throws MessageDeliveryException if the channel did not accept the message
   */
  void send(TenantContext tenant, Message message) throws MessageDeliveryException;

  /** Thrown if a channel did not accept a message. */
  final class MessageDeliveryException extends Exception {
    private final boolean permanent;

    /**
     * @param message a description of the problem, without addresses
     * @param permanent whether retries are useless
     */
    public MessageDeliveryException(String message, boolean permanent) {
      super(message);
      this.permanent = permanent;
    }

    /** Returns whether retries are useless. */
    public boolean isPermanent() {
      return permanent;
    }
  }
}
