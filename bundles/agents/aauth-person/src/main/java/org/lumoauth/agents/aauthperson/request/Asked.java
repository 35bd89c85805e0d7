package org.lumoauth.agents.aauthperson.request;

import org.lumoauth.agents.aauthperson.token.Token;

/**
 * What a resource wants an agent to have.
 *
 * @param resourceToken what the resource says
 * @param presented what the agent had shown to it
 */
public record Asked(Token resourceToken, Token presented) {

  /** Whose it is. */
  public String resource() {
    return resourceToken.text("iss");
  }

  /** Who gives it: this server, or an access server. */
  public String giver() {
    return resourceToken.text("aud");
  }
}
