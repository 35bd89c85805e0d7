package org.lumoauth.agents.aauthperson.pending;

import java.util.List;
import java.util.Map;

/**
 * What a person is asked. JSON can hold it.
 *
 * @param what {@code person}, {@code auth}, {@code mission}, {@code update}, {@code completion} or
 *     {@code permission}
 * @param provider the agent's provider
 * @param agent the agent
 * @param thumbprint the key that it asked with
 * @param request what it sent
 * @param resource the resource, where there is one
 * @param scope what is asked for
 * @param said what the agent says about it, in its own words
 * @param user who has to answer; empty if whoever comes first becomes the agent's person
 */
public record Question(
    String what,
    String provider,
    String agent,
    String thumbprint,
    Map<String, Object> request,
    String resource,
    List<String> scope,
    String said,
    String user) {}
