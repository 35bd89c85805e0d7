/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.platform.web.text.DisplayNameValidator;

/**
 * The platform that an agent reports (AAuth draft, section Auth Token Request), so that people can
 * tell their agents apart. It is not verified.
 *
 * @param platform a value of the AAuth draft's registry; empty if unknown or absent
 * @param device a short text; empty if absent
 */
public record AgentPlatform(String platform, String device) {

  /** An unknown platform. */
  public static final AgentPlatform NOTHING = new AgentPlatform("", "");

  private static final Set<String> PLATFORMS =
      Set.of("web", "mobile", "desktop", "workload", "self-hosted");
  private static final int MAX_DEVICE = 64;

  /**
   * Parses the platform of a request.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if a member is not a string, or
   *     {@code device} is too long or has invisible characters
   */
  public static AgentPlatform of(Map<String, Object> request) {
    String platform = text(request, "platform");
    String device = text(request, "device").strip();
    if (device.codePointCount(0, device.length()) > MAX_DEVICE
        || !DisplayNameValidator.isVisible(device)) {
      throw AAuthProblemException.invalid(
          "device must have at most " + MAX_DEVICE + " visible characters.");
    }
    return new AgentPlatform(PLATFORMS.contains(platform) ? platform : "", device);
  }

  /**
   * Parses the platform of a stored request, which an older version may have accepted without
   * validation.
   */
  public static AgentPlatform ofStored(Map<String, Object> request) {
    try {
      return of(request);
    } catch (AAuthProblemException e) {
      return NOTHING;
    }
  }

  private static String text(Map<String, Object> request, String name) {
    Object value = request.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw AAuthProblemException.invalid(name + " must be a string.");
  }
}
