/** Notifies approvers by mail, with a link to a page on which they sign in and answer. */
package org.lumoauth.agents.approvermail;
