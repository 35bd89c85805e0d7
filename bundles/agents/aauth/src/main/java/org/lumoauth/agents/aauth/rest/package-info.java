/** The admin API of agents and resources. */
@NullMarked
package org.lumoauth.agents.aauth.rest;

import org.jspecify.annotations.NullMarked;
