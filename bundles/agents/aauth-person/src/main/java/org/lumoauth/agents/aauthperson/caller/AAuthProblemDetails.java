/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

/**
 * An error in the AAuth draft's format (RFC 9457), with the additional members that it defines.
 *
 * @param error the AAuth draft's error code
 * @param detail a sentence for the caller
 * @param status the HTTP status
 */
public record AAuthProblemDetails(String error, String detail, int status) {

  /** The media type. */
  public static final String TYPE = "application/problem+json";
}
