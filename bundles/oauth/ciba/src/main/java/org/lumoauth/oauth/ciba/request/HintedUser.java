package org.lumoauth.oauth.ciba.request;

import java.util.Optional;

/**
 * Who is to be asked.
 *
 * @param userId a user of the tenant who is enabled; empty if there is none such
 * @param key what requests to this person are counted by, whether there is one or not
 */
public record HintedUser(Optional<String> userId, String key) {}
