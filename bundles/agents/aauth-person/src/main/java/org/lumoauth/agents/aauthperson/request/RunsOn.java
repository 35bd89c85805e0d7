package org.lumoauth.agents.aauthperson.request;

import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.platform.web.DisplayName;

/**
 * Where an agent says that it runs (section Auth Token Request), for people to tell their agents
 * apart. Nobody checked it.
 *
 * @param platform one of the draft's registry; empty if it says none that is known here
 * @param device a few words; empty if it says none
 */
public record RunsOn(String platform, String device) {

  /** Nothing that is known. */
  public static final RunsOn NOTHING = new RunsOn("", "");

  private static final Set<String> PLATFORMS =
      Set.of("web", "mobile", "desktop", "workload", "self-hosted");
  private static final int MAX_DEVICE = 64;

  /**
   * That of a request.
   *
   * @throws DraftProblem 400 {@code invalid_request} if it is no text, or {@code device} is too
   *     long or has what does not show
   */
  public static RunsOn of(Map<String, Object> request) {
    String platform = text(request, "platform");
    String device = text(request, "device").strip();
    if (device.codePointCount(0, device.length()) > MAX_DEVICE || !DisplayName.shows(device)) {
      throw DraftProblem.invalid("device is at most " + MAX_DEVICE + " characters that show.");
    }
    return new RunsOn(PLATFORMS.contains(platform) ? platform : "", device);
  }

  /** The same of a request that is kept: a version that read neither may have taken it. */
  public static RunsOn ofKept(Map<String, Object> request) {
    try {
      return of(request);
    } catch (DraftProblem e) {
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
    throw DraftProblem.invalid(name + " is text.");
  }
}
