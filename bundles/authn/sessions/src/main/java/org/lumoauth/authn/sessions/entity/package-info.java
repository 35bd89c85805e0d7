/** Rows of the session table, mapped by OpenJPA. They never leave the store. */
@NullMarked
package org.lumoauth.authn.sessions.entity;

import org.jspecify.annotations.NullMarked;
