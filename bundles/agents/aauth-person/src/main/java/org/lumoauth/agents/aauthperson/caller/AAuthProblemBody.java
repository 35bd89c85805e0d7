package org.lumoauth.agents.aauthperson.caller;

/**
 * An error in the draft's format (RFC 9457), with additional members where the draft defines them.
 *
 * @param error the draft's error code
 * @param detail a sentence for the caller
 * @param status the HTTP status
 */
public record AAuthProblemBody(String error, String detail, int status) {

  /** The media type. */
  public static final String TYPE = "application/problem+json";
}
