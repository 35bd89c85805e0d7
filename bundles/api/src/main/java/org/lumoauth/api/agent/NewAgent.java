package org.lumoauth.api.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An agent to be registered.
 *
 * @param name what people call it
 * @param description what it is for
 * @param capabilities the ceiling of everything that it may do
 * @param roles roles to give it, by id or slug
 */
public record NewAgent(
    String name, Optional<String> description, Set<String> capabilities, List<String> roles) {}
