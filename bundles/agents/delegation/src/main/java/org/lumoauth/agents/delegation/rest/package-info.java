/** The API of delegations and token chains. */
@NullMarked
package org.lumoauth.agents.delegation.rest;

import org.jspecify.annotations.NullMarked;
