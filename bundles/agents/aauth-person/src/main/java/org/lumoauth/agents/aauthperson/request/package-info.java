/** Verified requests: the requested access, the acting agents and the person. */
@NullMarked
package org.lumoauth.agents.aauthperson.request;

import org.jspecify.annotations.NullMarked;
