/**
 * The AAuth profile that LumoAuth published: agents and resources authenticate by signing their
 * requests, tokens are bound to their keys, and users consent on a page.
 */
@NullMarked
package org.lumoauth.agents.aauth;

import org.jspecify.annotations.NullMarked;
