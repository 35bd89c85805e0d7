/** Authentication of callers, and error responses. */
package org.lumoauth.agents.aauthperson.caller;
