package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.platform.web.DisplayNameValidator;

/**
 * Where an agent says that it runs (section Auth Token Request), for people to tell their agents
 * apart. Nobody checked it.
 *
 * @param platform one of the draft's registry; empty if it says none that is known here
 * @param device a few words; empty if it says none
 */
public record AgentPlatform(String platform, String device) {

  /** Nothing that is known. */
  public static final AgentPlatform NOTHING = new AgentPlatform("", "");

  private static final Set<String> PLATFORMS =
      Set.of("web", "mobile", "desktop", "workload", "self-hosted");
  private static final int MAX_DEVICE = 64;

  /**
   * That of a request.
   *
   * @throws AAuthProblemException 400 {@code invalid_request} if it is no text, or {@code device}
   *     is too long or has what does not show
   */
  public static AgentPlatform of(Map<String, Object> request) {
    String platform = text(request, "platform");
    String device = text(request, "device").strip();
    if (device.codePointCount(0, device.length()) > MAX_DEVICE
        || !DisplayNameValidator.isVisible(device)) {
      throw AAuthProblemException.invalid(
          "device is at most " + MAX_DEVICE + " characters that show.");
    }
    return new AgentPlatform(PLATFORMS.contains(platform) ? platform : "", device);
  }

  /** The same of a request that is kept: a version that read neither may have taken it. */
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
    throw AAuthProblemException.invalid(name + " is text.");
  }
}
