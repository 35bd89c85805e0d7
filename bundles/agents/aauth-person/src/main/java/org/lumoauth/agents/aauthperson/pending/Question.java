package org.lumoauth.agents.aauthperson.pending;

import java.util.List;
import java.util.Map;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.store.Actor;

/**
 * What a person is asked. JSON can hold it.
 *
 * @param what {@code person}, {@code auth}, {@code mission}, {@code update}, {@code completion},
 *     {@code permission}, {@code question}, {@code interaction} or {@code payment}
 * @param provider the provider of the agent that asked
 * @param agent the agent that asked
 * @param thumbprint the key that it asked with
 * @param first the agent that the person knows: the one that asked, or one that it acts on for
 * @param firstProvider who vouches for that
 * @param via the resources that hand on; empty if there are none
 * @param subAgent the sub-agent that gets what is asked for; empty if there is none
 * @param request what it sent
 * @param resource the resource, where there is one; or the page where the person is to go on
 * @param scope what is asked for
 * @param said what the agent says about it, in its own words
 * @param user who has to answer; empty if whoever comes first becomes the agent's person
 */
public record Question(
    String what,
    String provider,
    String agent,
    String thumbprint,
    String first,
    String firstProvider,
    String via,
    String subAgent,
    Map<String, Object> request,
    String resource,
    List<String> scope,
    String said,
    String user) {
  public Question {
    first = first == null ? agent : first; // of a version without it, as the next three
    firstProvider = firstProvider == null ? provider : firstProvider;
    via = via == null ? "" : via;
    subAgent = subAgent == null ? "" : subAgent;
  }

  /** A question of who acts. */
  public static Question of(
      String what,
      Acting by,
      Map<String, Object> request,
      String resource,
      List<String> scope,
      String said,
      String user) {
    return new Question(
        what,
        by.signer().provider(),
        by.signer().id(),
        by.signer().thumbprint(),
        by.agent(),
        by.provider(),
        by.actor().via(),
        by.bearer().id().equals(by.signer().id()) ? "" : by.bearer().id(),
        request,
        resource,
        scope,
        said,
        user);
  }

  /** The same of something else. */
  Question about(
      Map<String, Object> newRequest, String newResource, List<String> newScope, String words) {
    return new Question(
        what,
        provider,
        agent,
        thumbprint,
        first,
        firstProvider,
        via,
        subAgent,
        newRequest,
        newResource,
        newScope,
        words,
        user);
  }

  /** Whether the person is to go on at a page of another server. */
  boolean elsewhere() {
    return what.equals("interaction") || what.equals("payment");
  }

  /** Under whom the person lets it act. */
  Actor actor() {
    return new Actor(first, via);
  }
}
