package org.lumoauth.agents.aauthperson.caller;

/**
 * A refusal as the draft has it (RFC 9457), with members more where the draft names them.
 *
 * @param error the draft's code
 * @param detail a sentence for the caller
 * @param status the HTTP status
 */
public record AAuthProblemBody(String error, String detail, int status) {

  /** Its media type. */
  public static final String TYPE = "application/problem+json";
}
