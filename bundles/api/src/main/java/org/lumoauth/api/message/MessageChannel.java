package org.lumoauth.api.message;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a way to send messages. Registered with {@code lumoauth.kind=message-channel}
 * and {@code lumoauth.name}, as {@code smtp}.
 */
public interface MessageChannel {

  /** The medium: {@code email}, {@code sms}, {@code voice} or {@code push}. */
  String medium();

  /**
   * Hands the message over.
   *
   * @throws MessageDeliveryException if the channel did not take it
   */
  void send(TenantContext tenant, Message message) throws MessageDeliveryException;

  /** A message that was not taken. */
  final class MessageDeliveryException extends Exception {
    private final boolean permanent;

    /**
     * @param message what went wrong, without addresses
     * @param permanent whether to give up
     */
    public MessageDeliveryException(String message, boolean permanent) {
      super(message);
      this.permanent = permanent;
    }

    /** Whether trying again is useless. */
    public boolean isPermanent() {
      return permanent;
    }
  }
}
