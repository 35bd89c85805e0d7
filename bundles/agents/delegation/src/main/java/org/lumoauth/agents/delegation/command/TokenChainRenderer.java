/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lumoauth.agents.delegation.chain.TokenChainNode;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainConsent;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainParty;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainPrincipal;

/** Renders a token and its source tokens as a text tree. */
final class TokenChainRenderer {

  /**
   * Control and direction-changing characters, which could manipulate a terminal; names come from
   * other parties.
   */
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");

  List<String> of(TokenChainNode node) {
    List<String> lines = new ArrayList<>();
    draw(node, "", "", lines);
    return lines;
  }

  /** Prefixes the first line with {@code first} and the others with {@code margin}. */
  private void draw(TokenChainNode node, String first, String margin, List<String> lines) {
    boolean subject = node.subjectToken() != null;
    boolean actor = node.actorToken() != null;
    String inside = margin + (subject || actor ? "\u2502  " : "   ");
    lines.add(first + title(node));
    facts(node).forEach(fact -> lines.add(inside + fact));
    if (subject) {
      String below = margin + (actor ? "\u2502  " : "   ");
      lines.add(margin + (actor ? "\u251c\u2500 " : "\u2514\u2500 ") + "made from");
      draw(node.subjectToken(), below, below, lines);
    }
    if (actor) {
      lines.add(margin + "\u2514\u2500 " + (subject ? "with the actor's" : "with"));
      draw(node.actorToken(), margin + "   ", margin + "   ", lines);
    }
  }

  private static String title(TokenChainNode node) {
    String type = node.tokenType().substring(node.tokenType().lastIndexOf(':') + 1);
    String named = type + (node.jti() == null ? "" : " " + node.jti());
    return node.principal() == null
        ? named + " (no stored data)"
        : named + ", " + node.state() + ", until " + node.expiresAt();
  }

  private static List<String> facts(TokenChainNode node) {
    List<String> facts = new ArrayList<>();
    if (node.principal() != null) {
      facts.add(who(node.principal()));
      facts.add("client " + node.clientId() + ", for " + String.join(" ", node.audience()));
      facts.add("scope " + String.join(" ", node.scopes()));
      node.consents().forEach(consent -> facts.add(said(consent)));
    }
    return facts;
  }

  private static String who(TokenChainPrincipal principal) {
    StringBuilder chain = new StringBuilder();
    principal.actorChain().forEach(actor -> chain.append(named(actor)).append(" for "));
    return chain.append(named(principal.subject())).toString();
  }

  private static String named(TokenChainParty party) {
    return party.type()
        + " "
        + party.id()
        + (party.name() == null ? "" : " \"" + CONTROL.matcher(party.name()).replaceAll("?") + '"')
        + (party.enabled() ? "" : " (may not act)");
  }

  private static String said(TokenChainConsent consent) {
    return "consent %s of user %s to agent %s, %s, until %s: %s"
        .formatted(
            consent.id(),
            consent.userId(),
            consent.agentId(),
            consent.state(),
            consent.expiresAt(),
            String.join(" ", consent.scopes()));
  }
}
