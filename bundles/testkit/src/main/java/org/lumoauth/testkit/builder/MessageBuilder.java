/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.message.Message;

/** Builds a {@link Message}. */
public record MessageBuilder(String to, String text) {

  static MessageBuilder plain() {
    return new MessageBuilder("ada@example.com", "Your code is 314159.");
  }

  public MessageBuilder to(String address) {
    return new MessageBuilder(address, text);
  }

  public MessageBuilder withText(String newText) {
    return new MessageBuilder(to, newText);
  }

  public Message build() {
    return new Message(
        to,
        "mfa-code",
        "en",
        Map.of("code", "314159"),
        Optional.of("Your code"),
        text,
        Optional.empty());
  }
}
