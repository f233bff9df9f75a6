package dev.sluice.bench;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, each with its reason; {@link HouseRulesTest} holds them. */
final class HouseRules {

  /** Of which modules each module may know; bench may know all of them. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "pages", Set.of(),
          "corpus", Set.of("pages"),
          "spark", Set.of("corpus", "pages"),
          "testweb", Set.of(),
          "engine", Set.of("pages"),
          "service", Set.of("engine", "corpus", "pages", "spark", "testweb"));

  /**
   * Rooms that are as good as a model: row bytes, settings files and archives are the same in all
   * modules.
   */
  private static final Set<String> SHARED_ROOMS =
      Set.of(
          "dev.sluice.pages.codec",
          "dev.sluice.pages.settings",
          "dev.sluice.pages.archive",
          "dev.sluice.pages.warc");

  private static final int MOST_FRONT_DOORS = 5;

  /** Which packages may speak to a third party's API. */
  private static final Map<String, List<String>> FENCES = fences();

  private static final Pattern MODULE = Pattern.compile("dev\\.sluice\\.(\\w+)(\\.[\\w.]+)?");

  private HouseRules() {}

  private static Map<String, List<String>> fences() {
    Map<String, List<String>> fences = new LinkedHashMap<>();
    fences.put("org.rocksdb", List.of("pages.rocks"));
    fences.put("org.netpreserve", List.of("pages.warc"));
    fences.put("org.snakeyaml", List.of("pages.settings"));
    fences.put(
        "org.jsoup", List.of("corpus.extract", "engine.parse", "bench.extraction", "bench.export"));
    fences.put("io.github.metarank", List.of("bench.extraction"));
    fences.put("com.ibm.icu", List.of("corpus.text", "bench.segmentation"));
    fences.put("ai.djl", List.of("corpus.tokens", "bench.corpus"));
    fences.put("com.knuddels", List.of("corpus.tokens", "bench.corpus"));
    fences.put("com.dynatrace.hash4j", List.of("corpus.dedup"));
    fences.put(
        "com.github.luben",
        List.of(
            "pages.archive",
            "pages.warc",
            "corpus.shard",
            "corpus.columns",
            "engine.fetch",
            "service.extract"));
    fences.put("org.apache.parquet", List.of("corpus.columns"));
    fences.put("org.apache.hadoop", List.of("corpus.columns", "spark.input", "spark.write"));
    fences.put(
        "org.apache.spark",
        List.of(
            "spark",
            "spark.input",
            "spark.prepare",
            "spark.choose",
            "spark.write",
            "spark.wire",
            "bench.spark"));
    fences.put("com.esotericsoftware", List.of("spark.wire"));
    // crawler4j's own constructors ask for crawler-commons' normaliser.
    fences.put(
        "crawlercommons",
        List.of(
            "corpus.site", "engine.robots", "engine.scope", "engine.parse", "engine.crawler4j"));
    fences.put("org.apache.hc", List.of("engine.fetch", "engine.crawler4j"));
    fences.put("org.brotli", List.of("engine.fetch"));
    fences.put("edu.uci", List.of("engine.crawler4j"));
    fences.put("picocli", List.of("service.cli"));
    fences.put("org.eclipse.jetty", List.of("service.http"));
    fences.put("io.micrometer", List.of("service.metric"));
    fences.put("io.prometheus", List.of("service.metric"));
    return fences;
  }

  /** Every rule, by the name under which it is tested. */
  static Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("arrows", arrows());
    rules.put("floors", floors());
    rules.put("front doors are not imported by their rooms", roomsLeaveTheFrontDoor());
    rules.put("front doors are small", smallFrontDoors());
    rules.put("no package cycles", noCycles());
    FENCES.forEach((api, rooms) -> rules.put("fence of " + api, fence(api, rooms)));
    rules.put("null-marked packages", nullMarked());
    rules.put("no sleep", noSleep());
    rules.put("time is injected", injectedTime());
    rules.put("no mutable statics", noMutableStatics());
    rules.put("no standard streams", noStandardStreams());
    rules.put("no empty names", noEmptyNames());
    rules.put("no get prefix", noGetPrefix());
    rules.put("corpus rooms touch no files", corpusTouchesNoFiles());
    return rules;
  }

  static ArchRule arrows() {
    return rule(
        classes()
            .should(
                onlyDependWhere(
                    "only depend on modules that an arrow leads to",
                    edge -> edge.sameModule() || allowed(edge.from()).contains(edge.to())))
            .because(
                "storage never knows the crawler, and a module can only be read, tested and"
                    + " replaced by itself while it knows no more than docs/architecture.md"
                    + " draws"));
  }

  static ArchRule floors() {
    return rule(
        classes()
            .should(
                onlyDependWhere(
                    "see of another module only its front door and its model",
                    edge ->
                        edge.sameModule()
                            || edge.from().equals("bench")
                            || edge.isOfTwoEngines()
                            || edge.isFrontDoorOrModel()
                            || SHARED_ROOMS.contains(edge.toPackage())))
            .because(
                "rooms are a module's own business: call its front door, or move to its model what"
                    + " others must name"));
  }

  static ArchRule roomsLeaveTheFrontDoor() {
    return rule(
        classes()
            .should(
                onlyDependWhere(
                    "not be a room that depends on its own front door",
                    edge ->
                        !edge.sameModule()
                            || edge.fromPackage().equals(edge.toPackage())
                            || !edge.toPackage().equals("dev.sluice." + edge.to())))
            .because(
                "the front door puts the rooms together; a room that calls it makes a circle. Hand"
                    + " the room what it needs, or move it to the model"));
  }

  static ArchRule smallFrontDoors() {
    Map<String, Integer> publicTypes = new HashMap<>();
    return rule(
        classes()
            .should(
                condition(
                    "be one of at most five public types of a front door",
                    (type, report) -> {
                      boolean counts =
                          MODULE.matcher(type.getPackageName()).replaceAll("$2").isEmpty()
                              && type.getModifiers().contains(JavaModifier.PUBLIC)
                              && type.isTopLevelClass();
                      if (counts
                          && publicTypes.merge(type.getPackageName(), 1, Integer::sum)
                              > MOST_FRONT_DOORS) {
                        report.accept(
                            type, type.getName() + " is one public type too many in its package");
                      }
                    }))
            .because("who comes new to a module reads its front door, and must be able to"));
  }

  static ArchRule noCycles() {
    SliceAssignment byPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return MODULE.matcher(type.getPackageName()).matches()
                ? SliceIdentifier.of(type.getPackageName())
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    return slices()
        .assignedFrom(byPackage)
        .should()
        .beFreeOfCycles()
        .because("packages in a circle can only be understood and changed all at once")
        .allowEmptyShould(true);
  }

  static ArchRule fence(String api, List<String> rooms) {
    String[] inside = rooms.stream().map(room -> "dev.sluice." + room).toArray(String[]::new);
    return rule(
        noClasses()
            .that()
            .resideOutsideOfPackages(inside)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(api + "..")
            .because(
                "a third party's API is spoken in its own room only, "
                    + String.join(" or ", rooms)
                    + ", so that it can be replaced there"));
  }

  static ArchRule nullMarked() {
    return rule(
        classes()
            .should(
                condition(
                    "be in a package whose package-info is @NullMarked",
                    (type, report) -> {
                      boolean marked =
                          type.getPackage()
                              .tryGetPackageInfo()
                              .map(info -> info.isAnnotatedWith(NullMarked.class))
                              .orElse(false);
                      if (!marked) {
                        report.accept(type, type.getPackageName() + " has none");
                      }
                    }))
            .because(
                "the compiler's null checks work in marked packages only, and a package-info opens"
                    + " with the question that its package answers"));
  }

  static ArchRule noSleep() {
    return rule(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.sluice.service..", "dev.sluice.testweb..")
            .should(
                callMethodWhere(
                    calls("Thread.sleep", call -> is(call, Thread.class, "sleep"))
                        .or(calls("TimeUnit.sleep", call -> is(call, TimeUnit.class, "sleep")))))
            .because(
                "a sleeping thread holds what it has and cannot be tested in no time: politeness is"
                    + " a queue ordered by time, not a sleep"));
  }

  static ArchRule injectedTime() {
    DescribedPredicate<JavaMethodCall> readsTheClock =
        calls(
            "the system's clock",
            call ->
                call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty()
                    || is(call, System.class, "currentTimeMillis")
                    || is(call, System.class, "nanoTime")
                    || call.getTargetOwner().isEquivalentTo(Clock.class)
                        && call.getName().startsWith("system")
                    || is(call, InstantSource.class, "system"));
    return rule(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.sluice.service..", "dev.sluice.testweb..")
            .should(callMethodWhere(readsTheClock))
            .because(
                "time is handed in (InstantSource), so that a test crawls three days in a second"
                    + " and an export is the same whenever it runs"));
  }

  static ArchRule noMutableStatics() {
    return fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("what changes belongs to an object that somebody made and will close")
        .allowEmptyShould(true);
  }

  static ArchRule noStandardStreams() {
    return rule(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.sluice.service..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("only the program speaks to its user; others return values, throw, or log"));
  }

  static ArchRule noEmptyNames() {
    return rule(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
            .because("such a name says nothing of what the class does: name its one thing"));
  }

  static ArchRule noGetPrefix() {
    return methods()
        .that()
        .haveNameMatching("get(?!All$)[A-Z].*") // getAll(keys) is get(key) of many: a verb
        .should(
            new ArchCondition<JavaMethod>("override a method of somebody else's type") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                if (!method.getModifiers().contains(JavaModifier.SYNTHETIC) && !overrides(method)) {
                  events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
              }
            })
        .because("a noun says the same: url(), not getUrl()")
        .allowEmptyShould(true);
  }

  static ArchRule corpusTouchesNoFiles() {
    return rule(
        noClasses()
            .that()
            .resideInAPackage("dev.sluice.corpus.*..")
            .and()
            .resideOutsideOfPackages(
                "dev.sluice.corpus.columns..",
                "dev.sluice.corpus.shard..",
                "dev.sluice.corpus.report..",
                "dev.sluice.corpus.recipe..",
                "dev.sluice.corpus.verify..")
            .should(
                dependOn(
                    "files",
                    type ->
                        type.getPackageName().startsWith("java.nio.file")
                            || type.getName().equals("java.io.File")))
            .because(
                "corpus functions are pure: the same snapshot, recipe and version give the same"
                    + " bytes, here and in Spark"));
  }

  /** A dependency between two types of ours. */
  private record Edge(String fromPackage, String toPackage) {

    String from() {
      return module(fromPackage);
    }

    String to() {
      return module(toPackage);
    }

    boolean sameModule() {
      return from().equals(to());
    }

    /** The export on Spark puts the rooms of corpus together, as that on one machine does. */
    boolean isOfTwoEngines() {
      return from().equals("spark") && to().equals("corpus");
    }

    boolean isFrontDoorOrModel() {
      String root = "dev.sluice." + to();
      return toPackage.equals(root)
          || toPackage.equals(root + ".model")
          || toPackage.startsWith(root + ".model.");
    }

    private static String module(String packageName) {
      Matcher parts = MODULE.matcher(packageName);
      return parts.matches() ? parts.group(1) : "";
    }
  }

  private static Set<String> allowed(String module) {
    return module.equals("bench") ? ARROWS.keySet() : ARROWS.getOrDefault(module, Set.of());
  }

  private static ArchCondition<JavaClass> onlyDependWhere(String what, Predicate<Edge> allowed) {
    return condition(
        what,
        (type, report) -> {
          for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
            if (MODULE.matcher(target).matches()
                && !allowed.test(new Edge(type.getPackageName(), target))) {
              report.accept(type, dependency.getDescription());
            }
          }
        });
  }

  private static ArchCondition<JavaClass> dependOn(String what, Predicate<JavaClass> target) {
    return new ArchCondition<>("depend on " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> target.test(dependency.getTargetClass()))
            .forEach(d -> events.add(SimpleConditionEvent.satisfied(type, d.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> condition(
      String what, BiConsumer<JavaClass, BiConsumer<JavaClass, String>> check) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, (at, how) -> events.add(SimpleConditionEvent.violated(at, how)));
      }
    };
  }

  private static DescribedPredicate<JavaMethodCall> calls(
      String what, Predicate<JavaMethodCall> predicate) {
    return DescribedPredicate.describe(what, predicate);
  }

  private static boolean is(JavaMethodCall call, Class<?> owner, String name) {
    return call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name);
  }

  private static boolean overrides(JavaMethod method) {
    JavaClass owner = method.getOwner();
    int parameters = method.getRawParameterTypes().size();
    return Stream.concat(
            owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
        .filter(type -> !MODULE.matcher(type.getPackageName()).matches())
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getRawParameterTypes().size() == parameters);
  }

  /** Modules that are still empty break no rule. */
  private static ArchRule rule(ArchRule rule) {
    return rule.allowEmptyShould(true);
  }
}
