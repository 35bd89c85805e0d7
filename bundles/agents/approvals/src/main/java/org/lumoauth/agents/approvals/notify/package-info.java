/** People are told, reminded, and what nobody answered ends. */
package org.lumoauth.agents.approvals.notify;
