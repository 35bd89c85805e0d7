/** Lets agents request a confirmation from the user that they act for. */
@NullMarked
package org.lumoauth.agents.approverpush;

import org.jspecify.annotations.NullMarked;
