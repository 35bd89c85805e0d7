/** REST resources of connections for administrators, users and agents. */
@NullMarked
package org.lumoauth.agents.vault.rest;

import org.jspecify.annotations.NullMarked;
