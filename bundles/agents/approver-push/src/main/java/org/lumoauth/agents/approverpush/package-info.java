/** Lets agents request a confirmation from the user that they act for. */
package org.lumoauth.agents.approverpush;
