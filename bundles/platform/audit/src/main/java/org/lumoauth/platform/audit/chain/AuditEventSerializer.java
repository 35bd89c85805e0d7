/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Converts an event to text of limited length. An event is recorded regardless of the caller's
 * input: long text is truncated with an ellipsis, and JSON that is too long is replaced with its
 * length and digest.
 */
final class AuditEventSerializer {
  private static final int ACTION = 128;
  private static final int TYPE = 64;
  private static final int ID = 255;
  private static final int MESSAGE = 1000;
  private static final int REQUEST = 128;
  private static final int ADDRESS = 64;
  private static final int USER_AGENT = 512;
  private static final int PRINCIPALS = 2000;
  private static final int DETAILS = 8000;

  private AuditEventSerializer() {}

  static SerializedAuditEvent of(AuditEvent event) {
    var target = event.target().orElse(null);
    var request = event.request().orElse(null);
    return new SerializedAuditEvent(
        fit(event.action(), ACTION),
        event.outcome().name(),
        fit(event.actor().type(), TYPE),
        fit(event.actor().id(), ID),
        event.onBehalfOf().isEmpty() ? null : principals(event),
        target == null ? null : fit(target.type(), TYPE),
        target == null ? null : fit(target.id(), ID),
        target == null ? null : fit(target.name(), ID),
        event.message() == null ? "" : fit(event.message(), MESSAGE),
        request == null ? null : fit(request.requestId(), REQUEST),
        request == null ? null : fit(request.remoteAddress(), ADDRESS),
        request == null ? null : fit(request.userAgent(), USER_AGENT),
        request == null ? null : fit(request.clientId(), ID),
        event.details().isEmpty() ? null : json(event.details(), DETAILS));
  }

  private static String principals(AuditEvent event) {
    return json(event.onBehalfOf().stream().map(SubjectRef::toString).toList(), PRINCIPALS);
  }

  private static String json(Object value, int limit) {
    String text = wellFormed(AuditValueJsonWriter.write(value));
    if (text.length() <= limit) {
      return text;
    }
    return AuditValueJsonWriter.write(
        Map.of(
            "omitted",
            "too long",
            "characters",
            text.length(),
            "sha256",
            HexFormat.of()
                .formatHex(
                    AuditRecordHasher.digest().digest(text.getBytes(StandardCharsets.UTF_8)))));
  }

  private static String fit(Optional<String> text, int limit) {
    return text.map(value -> fit(value, limit)).orElse(null);
  }

  private static String fit(String text, int limit) {
    if (text == null || text.length() <= limit) {
      return wellFormed(text);
    }
    return wellFormed(text.substring(0, limit - 1)) + "\u2026";
  }

  /** Replaces unpaired surrogates, which cannot be stored as UTF-8 and would change the hash. */
  private static String wellFormed(String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalves(text);
      }
    }
    return text;
  }

  private static String replaceHalves(String text) {
    var result = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
