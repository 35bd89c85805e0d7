package org.lumoauth.authn.profiling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks for what is missing of a profile. What is not required can be left out, and is asked again
 * after a while.
 */
@Component(property = {"lumoauth.kind=sign-in-step", "lumoauth.name=" + ProfilingStep.NAME})
public final class ProfilingStep implements SignInStep {
  static final String NAME = "profile";

  /** The field of the button by which people leave everything out. */
  static final String LATER = "later";

  private static final String VIEW = "profile-questions";
  private static final String ASKED = "asked";

  private final Questions questions;
  private final UserProfiles profiles;
  private final Omissions omissions;
  private final ProfilingAudit audit;

  @Activate
  public ProfilingStep(
      @Reference Questions questions,
      @Reference UserProfiles profiles,
      @Reference Omissions omissions,
      @Reference ProfilingAudit audit) {
    this.questions = questions;
    this.profiles = profiles;
    this.omissions = omissions;
    this.audit = audit;
  }

  @Override
  public Need need(TenantContext tenant, Occasion occasion) {
    var all = questions.of(tenant, occasion);
    if (all.isEmpty()) {
      return Need.NONE;
    }
    return all.get(0).required() ? Need.REQUIRED : Need.OPTIONAL;
  }

  @Override
  public Optional<Form> begin(TenantContext tenant, Occasion occasion) {
    var all = questions.of(tenant, occasion);
    return all.isEmpty() ? Optional.empty() : Optional.of(form(all));
  }

  private static Form form(List<Question> all) {
    var asked = new ArrayList<Map<String, Object>>();
    all.forEach(
        question ->
            asked.add(Map.of("name", question.attribute(), "required", question.required())));
    return new Form(
        VIEW,
        Map.of("questions", asked, LATER, all.stream().noneMatch(Question::required)),
        Map.of(ASKED, AskedText.of(all)));
  }

  @Override
  public Result proceed(
      TenantContext tenant,
      Occasion occasion,
      Map<String, String> state,
      Map<String, String> input,
      Initiator by) {
    var asked = AskedText.read(state.getOrDefault(ASKED, ""));
    if (asked.isEmpty()) {
      return begin(tenant, occasion).<Result>map(form -> form).orElseGet(Done::new);
    }
    boolean later = input.containsKey(LATER) && asked.stream().noneMatch(Question::required);
    var names = asked.stream().map(Question::attribute).toList();
    var answers = Answers.of(names, later ? Map.of() : input);
    var errors = errors(asked, answers);
    if (!errors.isEmpty()) {
      return new Wrong(Map.of("errors", errors, "values", answers.entered()));
    }
    keep(tenant, occasion.subject().id(), asked, answers, by);
    return new Done();
  }

  private Map<String, String> errors(List<Question> asked, Answers answers) {
    Map<String, String> errors = new HashMap<>(profiles.faults(answers.said()));
    for (Question question : asked) {
      if (question.required() && !answers.said().containsKey(question.attribute())) {
        boolean address = question.attribute().equals(Answers.ADDRESS);
        errors.put(
            address ? Answers.PARTS.get(0) : question.attribute(), address ? "address" : "missing");
      }
    }
    return errors;
  }

  private void keep(
      TenantContext tenant, String userId, List<Question> asked, Answers answers, Initiator by) {
    var left =
        asked.stream()
            .filter(question -> !answers.said().containsKey(question.attribute()))
            .collect(Collectors.toList());
    if (!answers.said().isEmpty()) {
      profiles.say(tenant, userId, answers.said(), by);
    }
    left.forEach(question -> omissions.note(tenant, userId, question));
    if (!left.isEmpty()) {
      audit.leftOut(tenant, left.stream().map(Question::attribute).toList(), by);
    }
  }
}
